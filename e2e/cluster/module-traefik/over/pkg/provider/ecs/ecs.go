// Package ecs is without its provider: Amazon's SDK is a third of what Traefik is built from.
package ecs

import (
	"errors"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/safe"
)

// ProviderName is its name in a configuration.
const ProviderName = "ecs"

// Provider has no settings.
type Provider struct{}

// Init refuses to start.
func (*Provider) Init() error {
	return errors.New("this Traefik is built without its provider of Amazon ECS")
}

// Provide is never reached.
func (*Provider) Provide(chan<- dynamic.Message, *safe.Pool) error { return nil }
