// Nothing is left here: see ecs.go.
package ecs
