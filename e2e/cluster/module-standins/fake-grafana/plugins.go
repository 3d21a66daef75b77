package main

import (
	"errors"
	"log"
	"os"
	"slices"
	"syscall"
)

// errNoPlugin is what the real one says of a data source whose plugin it does not have.
var errNoPlugin = errors.New("plugin not registered")

// bundled are the types of data sources that come with Grafana 13 as plugins of their own, which it updates when it starts.
var bundled = []string{"prometheus", "loki", "alertmanager"}

// hasPlugin tells of a type of data source whether Grafana could ask it.
//
// As the real one (grafana/grafana#132528): an update ends the bundled plugins first, cannot write the new ones where the
// root file system is read-only, and leaves it without any. GF_PLUGINS_PREINSTALL_DISABLED leaves the update out.
var hasPlugin = func() func(string) bool {
	isKept := slices.Contains(
		// What Grafana's ini takes for true.
		[]string{"1", "t", "T", "true", "TRUE", "True", "yes", "YES", "Yes", "y", "on", "ON", "On"},
		os.Getenv("GF_PLUGINS_PREINSTALL_DISABLED"),
	) || !isReadOnly("/")
	if !isKept {
		log.Println("fake-grafana: Failed to update the bundled plugins: read-only file system")
	}
	return func(kind string) bool { return isKept || !slices.Contains(bundled, kind) }
}()

func isReadOnly(path string) bool {
	var found syscall.Statfs_t
	return syscall.Statfs(path, &found) == nil && found.Flags&syscall.MS_RDONLY != 0
}
