// fake-gpu-exporter stands in for utkuozdemir/nvidia_gpu_exporter where there is no GPU: it serves recorded pages of
// the real one, so that names, labels and units are right, with values that move.
//
// Like the real one it refuses a flag that it does not know, and without the environment that makes the NVIDIA runtime
// lend the GPUs it comes up, serves no GPU and says nvidia_smi_last_collect_success 0.
//
// Which machine it plays (laptop, desktop, h200) is chosen by ODIN_STAND_IN_GPU, and while it runs by
// POST /-/profile?name=h200 at port 9837, so that a test can change it without touching the manifest: it may listen to
// loopback alone, as the real one behind a gate does. GET /-/calls there says how often its page was asked for,
// POST /-/process?pid=7 puts a process of that pid on its first GPU.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

func main() {
	log.SetFlags(log.LstdFlags | log.LUTC)
	listen := flag.String("web.listen-address", ":9835", "")
	path := flag.String("web.telemetry-path", "/metrics", "")
	processes := flag.Bool("collect.compute-apps", false, "")
	for _, name := range []string{"web.config.file", "web.max-requests", "nvidia-smi-command", "query-field-names", "query-field-names-exclude", "collect.backend", "collect.interval", "collect.timeout", "log.level", "log.format"} {
		flag.String(name, "", "accepted, without effect")
	}
	flag.Parse()

	profile := os.Getenv("ODIN_STAND_IN_GPU")
	if profile == "" {
		profile = "laptop"
	}
	first, err := readPage(profile)
	if err != nil {
		log.Fatalln("fake-gpu-exporter:", err)
	}
	var page atomic.Pointer[page]
	page.Store(first)
	start := time.Now()
	var calls, pid atomic.Int64

	http.HandleFunc("GET "+*path, func(w http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		if !seesGPUs() {
			fmt.Fprintln(w, "nvidia_smi_command_exit_code 12\nnvidia_smi_last_collect_success 0")
			return
		}
		page.Load().write(w, time.Since(start), *processes)
		if *processes && pid.Load() != 0 {
			page.Load().writeProcess(w, pid.Load())
		}
	})
	for _, health := range []string{"GET /-/healthy", "GET /-/ready"} {
		http.HandleFunc(health, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "OK") })
	}
	control := http.NewServeMux()
	control.HandleFunc("GET /-/calls", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, calls.Load()) })
	control.HandleFunc("POST /-/profile", func(w http.ResponseWriter, r *http.Request) {
		next, err := readPage(r.FormValue("name"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusNotFound)
			return
		}
		page.Store(next)
	})
	control.HandleFunc("POST /-/process", func(w http.ResponseWriter, r *http.Request) {
		number, err := strconv.ParseInt(r.FormValue("pid"), 10, 32)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		pid.Store(number)
	})
	go func() { log.Fatalln(http.ListenAndServe(":9837", control)) }()
	log.Fatalln(http.ListenAndServe(*listen, nil))
}

// seesGPUs says whether the NVIDIA runtime would have lent this container the GPUs and nvidia-smi.
func seesGPUs() bool {
	capabilities := strings.Split(os.Getenv("NVIDIA_DRIVER_CAPABILITIES"), ",")
	devices := os.Getenv("NVIDIA_VISIBLE_DEVICES")
	return devices != "" && devices != "void" && devices != "none" &&
		(slices.Contains(capabilities, "utility") || slices.Contains(capabilities, "all"))
}
