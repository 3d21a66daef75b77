// The rules of which components may be chosen together. They are about names alone: nothing is asked of a cluster.
import { AppError } from '../../../shared/errors.ts';
import type { Component } from '../manifests/component-folders.ts';
import { ALWAYS } from './rows/choice.ts';
import type { ComponentRow } from './rows/row.ts';
import { COMPONENTS } from './table.ts';

/**
 * The chosen components in their order; without a choice, those that are on by default. What cannot be left out is there
 * always.
 *
 * Throws `badInput`, in a sentence, for a name that the version does not have and for a choice that does not go together.
 */
export function select(
  components: readonly Component[],
  chosen: ReadonlySet<string> | undefined,
): readonly Component[] {
  if (chosen === undefined) return components.filter(({ isDefault }) => isDefault);
  const names = components.map(({ name }) => name);
  for (const name of chosen) {
    if (!names.includes(name)) {
      throw new AppError('badInput', `The stack has no component ${name}; choose among ${names.join(', ')}.`);
    }
  }
  const always = COMPONENTS.filter(({ choice }) => choice === ALWAYS).map(({ name }) => name);
  const all = new Set([...always, ...chosen]);
  assertNeeds(all);
  assertWholeGroups(all, names);
  assertOneAsks(all);
  return components.filter(({ name }) => all.has(name));
}

function assertNeeds(chosen: ReadonlySet<string>): void {
  for (const { name, needs = [] } of COMPONENTS) {
    const missing = needs.filter((need) => !chosen.has(need.name));
    if (!chosen.has(name) || missing.length === 0) continue;
    const others = missing.map((need) => need.name).join(' and ');
    throw new AppError('badInput', `${name} does nothing without ${others}: choose both or neither.`);
  }
}

/** Of a group, as much as the version has of it. */
function assertWholeGroups(chosen: ReadonlySet<string>, known: readonly string[]): void {
  for (const [, group] of namesBy(({ group }) => group)) {
    const there = group.filter((name) => chosen.has(name));
    const missing = group.filter((name) => known.includes(name) && !chosen.has(name));
    if (there.length === 0 || missing.length === 0) continue;
    const half = `${there.join(' and ')} without ${missing.join(' and ')}`;
    throw new AppError('badInput', `${half} is half of it: choose all or none.`);
  }
}

function assertOneAsks(chosen: ReadonlySet<string>): void {
  for (const [thing, names] of namesBy(({ asksAlone }) => asksAlone)) {
    const [one, other] = names.filter((name) => chosen.has(name));
    if (other === undefined) continue;
    throw new AppError('badInput', `${one} and ${other} would ask the same ${thing} twice: choose one of them.`);
  }
}

/** The components that say something, by what they say. */
function namesBy(said: (row: ComponentRow) => string | undefined): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const row of COMPONENTS) {
    const key = said(row);
    if (key !== undefined) names.set(key, [...(names.get(key) ?? []), row.name]);
  }
  return names;
}
