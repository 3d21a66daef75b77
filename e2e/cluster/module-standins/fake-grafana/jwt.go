package main

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"os"
	"reflect"
	"strings"
	"time"
)

// leeway is how much clocks may differ.
const leeway = time.Minute

// jwtAuth is `[auth.jwt]` with a key_file, as far as the manifests set it.
// Source: https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/jwt/
type jwtAuth struct {
	header        string
	usernameClaim string
	emailClaim    string
	rolePath      string
	autoSignUp    bool
	expect        map[string]any
	key           *ecdsa.PublicKey
}

// jwtUser is who a token says somebody is.
type jwtUser struct {
	Login string `json:"login"`
	Email string `json:"email"`
	Role  string `json:"role"`
}

// openJWT reads the settings; nil where it is not enabled. As with the real one, a key that cannot be read ends the start.
func openJWT() (*jwtAuth, error) {
	if setting("GF_AUTH_JWT_ENABLED", "false") != "true" {
		return nil, nil
	}
	text, err := os.ReadFile(setting("GF_AUTH_JWT_KEY_FILE", ""))
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "PUBLIC KEY" {
		return nil, errors.New("auth.jwt: key_file is no PEM of a public key")
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(*ecdsa.PublicKey)
	if !ok {
		return nil, fmt.Errorf("auth.jwt: this stand-in knows ES256 alone, not %T", parsed)
	}
	auth := &jwtAuth{
		header:        setting("GF_AUTH_JWT_HEADER_NAME", ""),
		usernameClaim: setting("GF_AUTH_JWT_USERNAME_CLAIM", ""),
		emailClaim:    setting("GF_AUTH_JWT_EMAIL_CLAIM", ""),
		rolePath:      setting("GF_AUTH_JWT_ROLE_ATTRIBUTE_PATH", ""),
		autoSignUp:    setting("GF_AUTH_JWT_AUTO_SIGN_UP", "false") == "true",
		key:           key,
	}
	return auth, json.Unmarshal([]byte(setting("GF_AUTH_JWT_EXPECT_CLAIMS", "{}")), &auth.expect)
}

// user tells who sends a request; nil without a token, an error for one that is not to be believed.
func (a *jwtAuth) user(r *http.Request) (*jwtUser, error) {
	if a == nil || r.Header.Get(a.header) == "" {
		return nil, nil
	}
	claims, err := a.verify(strings.TrimPrefix(r.Header.Get(a.header), "Bearer "), time.Now())
	if err != nil {
		return nil, err
	}
	text := func(name string) string { value, _ := claims[name].(string); return value }
	if text("sub") == "" {
		return nil, errors.New("missing mandatory 'sub' claim")
	}
	user := &jwtUser{Login: text(a.usernameClaim), Email: text(a.emailClaim), Role: text(a.rolePath)}
	if user.Login == "" && user.Email == "" {
		return nil, errors.New("missing login and email claim")
	}
	if !a.autoSignUp {
		return nil, errors.New("user not found, and it must not be made")
	}
	if user.Role == "" {
		user.Role = "Viewer"
	}
	return user, nil
}

func (a *jwtAuth) verify(token string, now time.Time) (map[string]any, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, errors.New("no compact JWS")
	}
	var header struct{ Alg, Kid string }
	var claims map[string]any
	for index, into := range []any{&header, &claims} {
		text, err := base64.RawURLEncoding.DecodeString(parts[index])
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(text, into); err != nil {
			return nil, err
		}
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, err
	}
	// The key of a file has no id: a token that names one is looked for in vain.
	if header.Alg != "ES256" || header.Kid != "" || len(signature) != 64 {
		return nil, fmt.Errorf("no keys found for alg %q, kid %q", header.Alg, header.Kid)
	}
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	r, s := new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])
	if !ecdsa.Verify(a.key, digest[:], r, s) {
		return nil, errors.New("error in cryptographic primitive")
	}
	return claims, a.validate(claims, now)
}

func (a *jwtAuth) validate(claims map[string]any, now time.Time) error {
	for _, name := range []string{"exp", "nbf", "iat"} {
		value, there := claims[name]
		if !there || value == nil {
			continue
		}
		seconds, ok := value.(float64)
		if !ok {
			return fmt.Errorf("%q claim has invalid type %T, number expected", name, value)
		}
		at := time.Unix(int64(seconds), 0)
		if name == "exp" && now.Add(-leeway).After(at) || name != "exp" && now.Add(leeway).Before(at) {
			return fmt.Errorf("%q does not hold now", name)
		}
	}
	for name, expected := range a.expect {
		value := claims[name]
		if list, ok := value.([]any); ok && name == "aud" {
			for _, one := range list {
				if reflect.DeepEqual(one, expected) {
					value = one
				}
			}
		}
		if !reflect.DeepEqual(value, expected) {
			return fmt.Errorf("%q claim mismatch", name)
		}
	}
	return nil
}
