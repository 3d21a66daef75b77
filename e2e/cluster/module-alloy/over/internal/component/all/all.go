// Package all imports the components that the stack's config.alloy names, and no others: Alloy would not know them.
package all

import (
	_ "github.com/grafana/alloy/internal/component/discovery/kubernetes"
	_ "github.com/grafana/alloy/internal/component/discovery/relabel"
	_ "github.com/grafana/alloy/internal/component/local/file_match"
	_ "github.com/grafana/alloy/internal/component/loki/process"
	_ "github.com/grafana/alloy/internal/component/loki/relabel"
	_ "github.com/grafana/alloy/internal/component/loki/source/file"
	_ "github.com/grafana/alloy/internal/component/loki/source/journal" // without cgo: it takes its arguments, and reads nothing
	_ "github.com/grafana/alloy/internal/component/loki/write"
)
