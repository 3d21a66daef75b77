// registry serves the locally made images to containerd, as a read-only mirror of every registry.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// registry DIR ADDRESS serves DIR/blobs/sha256/*. DIR/refs.json maps a reference to a manifest digest; a reference
// without a tag answers for every tag. It is read at each request, so images can be added while it runs.
func main() {
	log.SetFlags(log.LstdFlags | log.LUTC)
	if len(os.Args) != 3 {
		log.Fatalln("usage: registry DIR ADDRESS")
	}
	dir, address := os.Args[1], os.Args[2]
	blob := func(w http.ResponseWriter, r *http.Request, digest, mediaType string) {
		path := filepath.Join(dir, "blobs/sha256", filepath.Base(strings.TrimPrefix(digest, "sha256:")))
		if _, err := os.Stat(path); err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mediaType)
		w.Header().Set("Docker-Content-Digest", digest)
		http.ServeFile(w, r, path)
	}
	log.Fatalln(http.ListenAndServe(address, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/v2/")
		if path == "" {
			return
		}
		if _, digest, ok := strings.Cut(path, "/blobs/"); ok {
			blob(w, r, digest, "application/octet-stream")
			return
		}
		name, tag, ok := strings.Cut(path, "/manifests/")
		if !ok {
			http.NotFound(w, r)
			return
		}
		digest := tag
		if !strings.HasPrefix(tag, "sha256:") {
			refs := map[string]string{}
			if text, err := os.ReadFile(filepath.Join(dir, "refs.json")); err == nil {
				_ = json.Unmarshal(text, &refs)
			}
			repository := r.URL.Query().Get("ns") + "/" + name
			if digest = refs[repository+":"+tag]; digest == "" {
				digest = refs[repository]
			}
		}
		if digest == "" {
			http.NotFound(w, r)
			return
		}
		blob(w, r, digest, "application/vnd.oci.image.manifest.v1+json")
	})))
}
