// alloy is Grafana Alloy's own command line around fewer parts: what is in the place of its own is said in the files beside.
package main

import (
	"os"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/grafana/alloy/internal/alloycli"
	"github.com/grafana/alloy/internal/build"
)

func main() {
	prometheus.MustRegister(build.NewCollector("alloy"))
	if err := alloycli.Command().Execute(); err != nil {
		os.Exit(1)
	}
}
