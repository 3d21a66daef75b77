module odin.local/e2e/cluster/alloy

go 1.26.7

require (
	github.com/grafana/alloy v1.19.2
	github.com/grafana/alloy/syntax v0.1.2
)
