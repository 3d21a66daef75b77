// Package ext is where other products add fields to Traefik's routers. Traefik's own adds none, and its module is not served.
package ext

// HTTP is embedded in the configuration of HTTP.
type HTTP struct{}

// Router is embedded in each router.
type Router struct{}
