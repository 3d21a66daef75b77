package main

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Recorded pages of nvidia_gpu_exporter 1.15 (MIT licence): desktop is an RTX 4080 SUPER under load, h200 its own
// two-GPU demo with MIG and XID; laptop is desktop with the name, limits and missing fan of a laptop's GPU.
//
//go:embed profiles/*.metrics
var profiles embed.FS

// page is one recorded answer. Lines without a name are comments.
type page struct {
	lines []line
	gpus  map[string]*gpu // by uuid
}

type line struct{ name, text, uuid, value string }

// gpu is what the moving values of one GPU depend on: its recorded sizes and limits, by metric name.
type gpu struct {
	index    int
	recorded map[string]float64
}

var uuidLabel = regexp.MustCompile(`[{,]uuid="([^"]*)"`)

func readPage(profile string) (*page, error) {
	file, err := profiles.Open("profiles/" + profile + ".metrics")
	if err != nil {
		return nil, fmt.Errorf("no profile %q", profile)
	}
	defer file.Close()
	p := &page{gpus: map[string]*gpu{}}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		text := lines.Text()
		if strings.HasPrefix(text, "#") {
			p.lines = append(p.lines, line{text: text, name: strings.Fields(text)[2]})
			continue
		}
		end := strings.LastIndexByte(text, ' ')
		sample := line{name: text[:strings.IndexAny(text, "{ ")], text: text[:end], value: text[end+1:]}
		if found := uuidLabel.FindStringSubmatch(text); found != nil {
			sample.uuid = found[1]
			if p.gpus[sample.uuid] == nil {
				p.gpus[sample.uuid] = &gpu{index: len(p.gpus), recorded: map[string]float64{}}
			}
			p.gpus[sample.uuid].recorded[sample.name], _ = strconv.ParseFloat(sample.value, 64)
		}
		p.lines = append(p.lines, sample)
	}
	return p, nil
}

func (p *page) write(w io.Writer, since time.Duration, processes bool) {
	for _, line := range p.lines {
		switch {
		case strings.HasPrefix(line.name, "nvidia_smi_compute_app") && !processes: // only with --collect.compute-apps
		case line.value == "":
			fmt.Fprintln(w, line.text)
		default:
			value := line.value
			if g := p.gpus[line.uuid]; g != nil {
				if moved, ok := g.at(line.name, since.Seconds()); ok {
					value = strconv.FormatFloat(moved, 'g', -1, 64)
				}
			}
			fmt.Fprintln(w, line.text, value)
		}
	}
}

// writeProcess adds a process that holds a gibibyte of the first GPU.
func (p *page) writeProcess(w io.Writer, pid int64) {
	for uuid, g := range p.gpus {
		if g.index == 0 {
			labels := fmt.Sprintf(`{pid="%d",process_name="/usr/bin/trainer",uuid="%s"}`, pid, uuid)
			fmt.Fprintf(w, "nvidia_smi_compute_app_info%s 1\nnvidia_smi_compute_app_used_memory_bytes%s 1.073741824e+09\n", labels, labels)
		}
	}
}

// at is what a moving metric has reached after some seconds; everything follows one load of the GPU, between 0 and 1.
func (g *gpu) at(metric string, seconds float64) (float64, bool) {
	load := wave(seconds+17*float64(g.index), 60)
	limit := g.recorded["nvidia_smi_enforced_power_limit_watts"]
	watts := limit * (0.1 + 0.85*load)
	total := g.recorded["nvidia_smi_memory_total_bytes"] - g.recorded["nvidia_smi_memory_reserved_bytes"]
	used := math.Round(total * (0.1 + 0.6*wave(seconds+31*float64(g.index), 240)))
	switch metric {
	case "nvidia_smi_utilization_gpu_ratio":
		return math.Round(100*load) / 100, true
	case "nvidia_smi_utilization_memory_ratio":
		return math.Round(60*load) / 100, true
	case "nvidia_smi_memory_used_bytes":
		return used, true
	case "nvidia_smi_memory_free_bytes":
		return total - used, true
	case "nvidia_smi_temperature_gpu":
		return math.Round(42 + 38*wave(seconds-8, 60)), true
	case "nvidia_smi_power_draw_watts", "nvidia_smi_power_draw_average_watts", "nvidia_smi_power_draw_instant_watts":
		return math.Round(100*watts) / 100, true
	case "nvidia_smi_energy_joules_total": // the mean power, so that it never falls
		return math.Round(limit * 0.525 * seconds), true
	case "nvidia_smi_fan_speed_ratio":
		return math.Round(100*(0.2+0.5*wave(seconds-15, 60))) / 100, true
	case "nvidia_smi_clocks_current_sm_clock_hz", "nvidia_smi_clocks_current_graphics_clock_hz":
		return math.Round(g.recorded["nvidia_smi_clocks_max_sm_clock_hz"]/1e6*(0.2+0.7*load)) * 1e6, true
	}
	return 0, false
}

// wave moves between 0 and 1 and back once in a period of so many seconds.
func wave(seconds, period float64) float64 {
	return (1 + math.Sin(2*math.Pi*seconds/period)) / 2
}
