// For tests: texts of templates, which settings take or refuse. amtool is asked about each of them as well.

export const TEMPLATES: readonly string[] = [
  '',
  'text alone',
  '{{ define "a" }}b{{ end }}',
  '{{define "a"}}{{range .Alerts}}{{if eq .Status "firing"}}x{{else}}y{{end}}{{end}}{{end}}',
  '{{- define "a" -}} {{- with .X -}} {{ . }} {{- end -}} {{- end -}}',
  '{{ define "a" }}{{/* a {{ comment */}}{{- /* {{ if */ -}}{{ end }}',
  '{{ define "a" }}{{ "}}" }}{{ `{{ if }}` }}{{ printf "%c" \'}\' }}{{ end }}',
  '{{ define "a" }}{{ if .A }}1{{ else if .B }}2{{ else }}3{{ end }}{{ end }}',
  '{{ define "a" }}{{ block "b" . }}c{{ end }}{{ template "b" . }}{{ end }}',
  'a } b }} c { d',
];

export const NO_TEMPLATES: readonly (readonly [text: string, words: string])[] = [
  ['{{ define "a" }}b', 'has {{ define }} at line 1 without its {{ end }}'],
  ['a\n\n{{ define "a" }}{{ if .X }}b{{ end }}', 'has {{ define }} at line 3 without its {{ end }}'],
  ['{{ define "a" }}{{ .X }', 'has {{ at line 1 without its }}'],
  ['{{ define "a" }}b{{ end }}{{ end }}', 'has {{ end }} at line 1, and nothing that it ends'],
  ['{{ else }}', 'has {{ else }} at line 1 without its if'],
  ['{{ "a }}', 'has {{ at line 1 without its }}'],
  ['{{ `a }}', 'has {{ at line 1 without its }}'],
  ['{{/* a }}', 'has {{ at line 1 without its }}'],
  ['a\n{{ range .A }}', 'has {{ range }} at line 2 without its {{ end }}'],
  ['{{ }}', 'has {{ }} at line 1 with nothing in it'],
];
