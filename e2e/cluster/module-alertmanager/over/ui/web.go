// Package ui has one page that says what is missing: Alertmanager's own are built by other tools, and are not in its module.
package ui

import (
	"fmt"
	"net/http"

	"github.com/prometheus/common/route"
)

// Register serves that page.
func Register(r *route.Router) {
	r.Get("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><title>Alertmanager</title><h1>Alertmanager without its pages</h1>")
	})
}
