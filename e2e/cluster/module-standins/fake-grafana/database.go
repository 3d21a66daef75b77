package main

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
)

// database is the one user of this Grafana. As with the real one, the password of the environment counts only when the
// file is made: a later one changes nothing.
type database struct {
	User string
	Salt []byte
	Hash []byte
}

func openDatabase(path, user, password string) (*database, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		made := &database{User: user, Salt: []byte(rand.Text())}
		made.Hash = made.hash(password)
		if text, err = json.Marshal(made); err == nil {
			err = os.WriteFile(path, text, 0o600)
		}
	}
	if err != nil {
		return nil, err
	}
	var read database
	return &read, json.Unmarshal(text, &read)
}

func (d *database) hash(password string) []byte {
	sum := sha256.Sum256(append(d.Salt, password...))
	return sum[:]
}

func (d *database) accepts(user, password string) bool {
	return user == d.User && subtle.ConstantTimeCompare(d.hash(password), d.Hash) == 1
}
