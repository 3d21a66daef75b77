package alloycli

import "github.com/spf13/cobra"

// toolsCommand has no tools: Alloy's own one is for prometheus.remote_write, and brings that.
func toolsCommand() *cobra.Command {
	return &cobra.Command{Use: "tools", Short: "Utilities for various components"}
}
