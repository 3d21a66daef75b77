package main

import (
	"bufio"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// live answers Grafana Live's WebSocket, as far as a proxy in between can be judged by it: the handshake, which checks
// where the page came from as the real one does, and each short frame sent back.
func live(w http.ResponseWriter, r *http.Request) {
	origin, err := url.Parse(r.Header.Get("Origin"))
	if err != nil || !strings.EqualFold(origin.Host, r.Host) {
		http.Error(w, "origin not allowed", http.StatusForbidden)
		return
	}
	if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		http.Error(w, "not a WebSocket", http.StatusBadRequest)
		return
	}
	connection, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer connection.Close()
	sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	fmt.Fprintf(connection, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
		base64.StdEncoding.EncodeToString(sum[:]))
	for echo(buffered.Reader, connection) == nil {
	}
}

// echo reads one masked frame of up to 125 bytes and writes it back without its mask.
func echo(in *bufio.Reader, out io.Writer) error {
	head := make([]byte, 6)
	if _, err := io.ReadFull(in, head); err != nil {
		return err
	}
	length := int(head[1] & 0x7f)
	if head[1]&0x80 == 0 || length > 125 {
		return fmt.Errorf("a frame that this stand-in does not know")
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(in, body); err != nil {
		return err
	}
	for index := range body {
		body[index] ^= head[2+index%4]
	}
	_, err := out.Write(append([]byte{head[0], byte(length)}, body...))
	if err == nil && head[0]&0x0f == 8 {
		return io.EOF
	}
	return err
}
