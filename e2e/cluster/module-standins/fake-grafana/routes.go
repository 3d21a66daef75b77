package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"sync"
	"sync/atomic"
)

const version = "0.0.0-stand-in"

// routes answers what ODIN and a probe ask of Grafana.
//
// /api/health is stricter than the real one: it is not ok before every provisioned Prometheus has answered once. After
// that it stays ok, as the real one would while Prometheus restarts.
func routes(sources map[string]dataSource, users *database, jwt *jwtAuth) http.Handler {
	mux := http.NewServeMux()
	var reached atomic.Bool
	var sessions sync.Map

	say := func(w http.ResponseWriter, status int, body any) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(body)
	}
	// userOf tells who has logged in: by a signed token, by the cookie of the login page, or by basic auth.
	userOf := func(r *http.Request) *jwtUser {
		signed, err := jwt.user(r)
		if signed != nil || err != nil {
			if err != nil {
				log.Println("fake-grafana: Failed to verify JWT:", err)
			}
			return signed
		}
		admin := &jwtUser{Login: users.User, Role: "Admin"}
		if cookie, err := r.Cookie("grafana_session"); err == nil {
			if _, known := sessions.Load(cookie.Value); known {
				return admin
			}
		}
		if user, password, _ := r.BasicAuth(); users.accepts(user, password) {
			return admin
		}
		return nil
	}
	// private answers only who has logged in.
	private := func(pattern string, answer http.HandlerFunc) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if userOf(r) == nil {
				say(w, http.StatusUnauthorized, map[string]string{"message": "Unauthorized"})
				return
			}
			answer(w, r)
		})
	}
	source := func(w http.ResponseWriter, r *http.Request) (dataSource, bool) {
		found, ok := sources[r.PathValue("uid")]
		if !ok {
			say(w, http.StatusNotFound, map[string]string{"message": "Data source not found"})
		}
		return found, ok
	}

	mux.HandleFunc("GET /api/health", func(w http.ResponseWriter, _ *http.Request) {
		if !reached.Load() {
			for _, source := range sources {
				if source.Type != "prometheus" {
					continue
				}
				if err := source.check(); err != nil {
					say(w, http.StatusServiceUnavailable, map[string]string{"database": "ok", "version": version, "message": "data source " + source.Name + ": " + err.Error()})
					return
				}
			}
			reached.Store(true)
		}
		say(w, http.StatusOK, map[string]string{"database": "ok", "version": version, "commit": "stand-in"})
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "# TYPE grafana_build_info gauge\ngrafana_build_info{edition=\"oss\",version=%q} 1\n", version)
	})
	mux.HandleFunc("GET /login", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><title>Grafana (stand-in)</title><h1>Grafana (stand-in)</h1>`+
			`<form method="post"><input name="user"><input name="password" type="password"><button>Log in</button></form>`)
	})
	mux.HandleFunc("POST /login", func(w http.ResponseWriter, r *http.Request) {
		var who struct{ User, Password string }
		if r.Header.Get("Content-Type") == "application/json" {
			_ = json.NewDecoder(r.Body).Decode(&who)
		} else {
			who.User, who.Password = r.FormValue("user"), r.FormValue("password")
		}
		if !users.accepts(who.User, who.Password) {
			say(w, http.StatusUnauthorized, map[string]string{"message": "Invalid username or password"})
			return
		}
		id := rand.Text()
		sessions.Store(id, true)
		http.SetCookie(w, &http.Cookie{Name: "grafana_session", Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
		say(w, http.StatusOK, map[string]string{"message": "Logged in", "redirectUrl": "/"})
	})
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		user := userOf(r)
		if user == nil {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><title>Grafana (stand-in)</title><h1>Logged in as %s</h1>`, user.Login)
	})

	private("GET /api/user", func(w http.ResponseWriter, r *http.Request) { say(w, http.StatusOK, userOf(r)) })
	private("GET /api/live/ws", live)
	private("GET /api/org", func(w http.ResponseWriter, _ *http.Request) {
		say(w, http.StatusOK, map[string]any{"id": 1, "name": "Main Org."})
	})
	private("GET /api/datasources/uid/{uid}/health", func(w http.ResponseWriter, r *http.Request) {
		found, ok := source(w, r)
		if !ok {
			return
		}
		if err := found.check(); err != nil {
			say(w, http.StatusBadRequest, map[string]string{"status": "ERROR", "message": err.Error()})
			return
		}
		say(w, http.StatusOK, map[string]string{"status": "OK", "message": "Data source successfully connected."})
	})
	private("GET /api/datasources/proxy/uid/{uid}/{path...}", func(w http.ResponseWriter, r *http.Request) {
		found, ok := source(w, r)
		if !ok {
			return
		}
		answer, err := found.get(r.PathValue("path"), r.URL.RawQuery)
		if err != nil {
			say(w, http.StatusBadGateway, map[string]string{"message": err.Error()})
			return
		}
		defer answer.Body.Close()
		w.Header().Set("Content-Type", answer.Header.Get("Content-Type"))
		w.WriteHeader(answer.StatusCode)
		_, _ = io.Copy(w, answer.Body)
	})
	return mux
}
