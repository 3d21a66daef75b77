// Which components may be chosen together. Rules about names alone: nothing is read, nothing is asked of a cluster.
import { AppError } from '../../../shared/errors.ts';
import type { Component } from '../manifests/component-folders.ts';

/** Cannot be left out: everything else is in it. */
const ALWAYS = 'namespace';

/** Component → what it does nothing without. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  rules: ['prometheus'],
  dashboards: ['grafana'],
  ingress: ['grafana'],
};

/** Logs come whole: gathered, kept and shown. */
const TOGETHER: readonly (readonly string[])[] = [['loki', 'alloy', 'dashboards-logs']];

/** Two exporters would ask the same GPU twice, and every rule would count it twice. */
const EITHER: readonly (readonly [string, string])[] = [['nvidia-gpu-exporter', 'dcgm-exporter']];

/**
 * The chosen components in their order; without a choice, those that are on by default. The namespace is always there.
 *
 * Throws `badInput`, in a sentence, for a name that the version does not have and for a choice that does not go together.
 */
export function select(
  components: readonly Component[],
  chosen: ReadonlySet<string> | undefined,
): readonly Component[] {
  const isChosen = (name: string) => name === ALWAYS || chosen?.has(name) === true;
  if (chosen === undefined) return components.filter(({ isDefault }) => isDefault);
  const names = components.map(({ name }) => name);
  for (const name of chosen) {
    if (!names.includes(name)) {
      throw new AppError('badInput', `The stack has no component ${name}; choose among ${names.join(', ')}.`);
    }
  }
  for (const [name, needs] of Object.entries(NEEDS)) {
    const missing = needs.filter((need) => !isChosen(need));
    if (isChosen(name) && missing.length > 0) {
      throw new AppError('badInput', `${name} does nothing without ${missing.join(' and ')}: choose both or neither.`);
    }
  }
  for (const group of TOGETHER) {
    const [there, missing] = [group.filter(isChosen), group.filter((name) => names.includes(name) && !isChosen(name))];
    if (there.length > 0 && missing.length > 0) {
      const listOf = (these: readonly string[]) => these.join(' and ');
      throw new AppError('badInput', `${listOf(there)} without ${listOf(missing)} is half of it: choose all or none.`);
    }
  }
  for (const [one, other] of EITHER) {
    if (isChosen(one) && isChosen(other)) {
      throw new AppError('badInput', `${one} and ${other} would ask the same GPU twice: choose one of them.`);
    }
  }
  return components.filter(({ name }) => isChosen(name));
}
