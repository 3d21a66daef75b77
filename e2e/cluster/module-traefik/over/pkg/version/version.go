// Package version tells which Traefik this is. It looks for no newer one, as the network is not there, and so needs no
// client of GitHub's API.
package version

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gorilla/mux"
)

// These are as in Traefik's own package.
var (
	Version            = "dev"
	Codename           = "built for tests"
	BuildDate          = "unknown"
	StartDate          = time.Now()
	DisableDashboardAd = false
	DashboardName      = ""
)

// Handler serves /api/version.
type Handler struct{}

// Append adds the route.
func (Handler) Append(router *mux.Router) {
	router.Methods(http.MethodGet).Path("/api/version").HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"Version": Version, "Codename": Codename, "startDate": StartDate})
	})
}

// CheckNewVersion finds none.
func CheckNewVersion() {}
