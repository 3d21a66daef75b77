// The components that the settings choose.
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import type { Component } from '../manifests/component-folders.ts';
import { COMPONENTS } from './table.ts';

/** The names of the components of a version that are wanted. Those that have no row are as in its kustomization. */
export function componentNames(settings: StackSettings, components: readonly Component[]): ReadonlySet<string> {
  const wanted = new Map(COMPONENTS.map(({ name, choice }) => [name, choice.holds(settings)]));
  return new Set(components.filter(({ name, isDefault }) => wanted.get(name) ?? isDefault).map(({ name }) => name));
}
