package auth

import "net/http"

// CheckSecret and RequireAuthStale are what Traefik's fork of this module has beyond it; the fork is not served.

// CheckSecret tells whether a password is that of an entry of an htpasswd file.
func CheckSecret(password, secret string) bool {
	basic := BasicAuth{Secrets: func(string, string) string { return secret }}
	request := &http.Request{Header: http.Header{}}
	request.SetBasicAuth("anybody", password)
	return basic.CheckAuth(request) != ""
}

// RequireAuthStale asks for the password again, where the fork says that it is for the nonce's age.
func (a *DigestAuth) RequireAuthStale(w http.ResponseWriter, r *http.Request) { a.RequireAuth(w, r) }
