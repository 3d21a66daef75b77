// Package converter converts nothing: Alloy's own reads the configurations of other collectors, and brings all of them.
package converter

import (
	"fmt"

	"github.com/grafana/alloy/internal/converter/diag"
)

// Input is the kind of a configuration.
type Input string

// SupportedFormats names the kinds that can be converted.
var SupportedFormats []string

// Convert refuses what it is given.
func Convert(_ []byte, kind Input, _ []string) ([]byte, diag.Diagnostics) {
	var diags diag.Diagnostics
	diags.Add(diag.SeverityLevelCritical, fmt.Sprintf("this Alloy converts nothing, and %q neither", kind))
	return nil, diags
}
