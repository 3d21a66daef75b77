package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// dataSource is an entry of a provisioning file.
// Source: https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources
type dataSource struct {
	Name      string         `yaml:"name"`
	Type      string         `yaml:"type"`
	UID       string         `yaml:"uid"`
	URL       string         `yaml:"url"`
	Access    string         `yaml:"access"`
	OrgID     int            `yaml:"orgId"`
	IsDefault bool           `yaml:"isDefault"`
	Editable  bool           `yaml:"editable"`
	Version   int            `yaml:"version"`
	JSONData  map[string]any `yaml:"jsonData"`
}

// readDataSources reads every YAML file of a folder; a key that Grafana would not know is an error here.
func readDataSources(dir string) (map[string]dataSource, error) {
	sources := map[string]dataSource{}
	defaults := 0
	paths, err := filepath.Glob(filepath.Join(dir, "*.y*ml"))
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		var file struct {
			APIVersion  int          `yaml:"apiVersion"`
			Prune       bool         `yaml:"prune"`
			DataSources []dataSource `yaml:"datasources"`
		}
		decoder := yaml.NewDecoder(bytes.NewReader(text))
		decoder.KnownFields(true)
		if err := decoder.Decode(&file); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, source := range file.DataSources {
			if source.IsDefault {
				defaults++
			}
			switch {
			case file.APIVersion != 1 || source.Name == "" || source.Type == "" || source.UID == "":
				return nil, fmt.Errorf("%s: apiVersion 1, and name, type and uid of every data source, are needed", path)
			case sources[source.UID].UID != "":
				return nil, fmt.Errorf("%s: uid %q is there twice", path, source.UID)
			case defaults > 1:
				return nil, fmt.Errorf("%s: only one data source can be the default", path)
			}
			sources[source.UID] = source
		}
	}
	return sources, nil
}

var client = &http.Client{Timeout: 5 * time.Second}

// get asks a path below the data source's address.
func (s dataSource) get(path, query string) (*http.Response, error) {
	if !hasPlugin(s.Type) {
		return nil, errNoPlugin
	}
	address, err := url.JoinPath(s.URL, path)
	if err != nil {
		return nil, err
	}
	return client.Get(address + "?" + query)
}

// questions are what Grafana's own health checks ask, by the type of the data source.
var questions = map[string]struct{ path, query string }{
	"prometheus": {"/api/v1/query", "query=1%2B1"},
	"loki":       {"/loki/api/v1/query", "query=vector(1)%2Bvector(1)"},
}

// check asks a data source whether it answers; of a type without a question nothing is known, and nothing is wrong.
func (s dataSource) check() error {
	question, ok := questions[s.Type]
	if !ok {
		return nil
	}
	answer, err := s.get(question.path, question.query)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	var result struct{ Status string }
	if err := json.Unmarshal(body, &result); err != nil || result.Status != "success" {
		return fmt.Errorf("%s answered %s: %.100s", s.URL, answer.Status, strings.TrimSpace(string(body)))
	}
	return nil
}
