module odin.local/e2e/cluster/traefik

go 1.26.0

require github.com/traefik/traefik/v3 v3.7.13

// Taken in the place of what its go.mod names, with files of ours: see `upstream` in build.
require (
	github.com/abbot/go-http-auth v0.4.0
	github.com/go-acme/lego/v5 v5.4.1
)
