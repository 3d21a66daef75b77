// relay exposes an address inside a network namespace on the loopback here.
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// relay LISTEN PID TARGET listens on LISTEN here (port 0: a free one) and connects each client to
// TARGET inside the network namespace of process PID. It prints the address it listens on.
func main() {
	if len(os.Args) != 4 {
		log.Fatalln("usage: relay LISTEN PID TARGET")
	}
	log.Fatalln("relay:", relay(os.Args[1], os.Args[2], os.Args[3]))
}

func relay(listen, pid, target string) error {
	netns, err := os.Open("/proc/" + pid + "/ns/net")
	if err != nil {
		return err
	}
	address, err := net.ResolveTCPAddr("tcp", target)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	for {
		client, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer client.Close()
			server, err := dialIn(netns, address)
			if err != nil {
				return
			}
			defer server.Close()
			done := make(chan struct{})
			go func() {
				_, _ = io.Copy(server, client)
				_ = server.CloseWrite()
				close(done)
			}()
			_, _ = io.Copy(client, server)
			_ = client.(*net.TCPConn).CloseWrite()
			<-done
		}()
	}
}

func dialIn(netns *os.File, address *net.TCPAddr) (conn *net.TCPConn, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // never unlocked: the thread stays in the namespace, so it ends with this goroutine
		if err = unix.Setns(int(netns.Fd()), unix.CLONE_NEWNET); err == nil {
			conn, err = net.DialTCP("tcp", nil, address)
		}
	}()
	<-done
	return conn, err
}
