// fake-grafana stands in for Grafana, which cannot be had as a Go module: it proves that what the manifests mount and set
// is what Grafana needs. It reads the provisioned data sources, asks each Prometheus among them, keeps its administrator
// in a database made at the first start, and checks who logs in: by password, or by a signed token where the settings
// trust one. It draws nothing and says in its page that it is a
// stand-in.
package main

import (
	"log"
	"net/http"
	"os"
)

func setting(name, standard string) string {
	if value, ok := os.LookupEnv(name); ok {
		return value
	}
	return standard
}

func main() {
	log.SetFlags(log.LstdFlags | log.LUTC)
	sources, err := readDataSources(setting("GF_PATHS_PROVISIONING", "/etc/grafana/provisioning") + "/datasources")
	if err != nil {
		log.Fatalln("fake-grafana: Datasource provisioning error:", err)
	}
	users, err := openDatabase(setting("GF_PATHS_DATA", "/var/lib/grafana")+"/grafana.db",
		setting("GF_SECURITY_ADMIN_USER", "admin"), setting("GF_SECURITY_ADMIN_PASSWORD", "admin"))
	if err != nil {
		log.Fatalln("fake-grafana:", err)
	}
	jwt, err := openJWT()
	if err != nil {
		log.Fatalln("fake-grafana:", err)
	}
	log.Println("fake-grafana: listening with", len(sources), "data source(s)")
	log.Fatalln(http.ListenAndServe(":"+setting("GF_SERVER_HTTP_PORT", "3000"), routes(sources, users, jwt)))
}
