// The alerting rules that the demo cluster's Prometheus has: read from the ConfigMaps that its pod mounts.
import { parse } from 'yaml';
import { findPrometheus } from '../prometheus/targets.ts';
import { type Json, type JsonObject, listAt, objectAt, stringAt } from '../store/json.ts';
import { resourceOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';

export type Texts = Readonly<Record<string, string>>;

/** What a rule adds to what it found; the texts are templates. */
export interface AlertRule {
  readonly name: string;
  /** The group that it stands in. */
  readonly group: string;
  /** Its expression. It is not evaluated. */
  readonly query: string;
  readonly labels: Texts;
  readonly annotations: Texts;
}

/** By name; none while Prometheus does not run. */
export function alertRulesIn(store: Store): ReadonlyMap<string, AlertRule> {
  const prometheus = findPrometheus(store);
  if (prometheus === undefined) return new Map();
  const namespace = stringAt(prometheus, 'metadata.namespace');
  const files = listAt(prometheus, 'spec.volumes').flatMap((volume) => {
    const config = store.get(resourceOf('ConfigMap'), namespace, stringAt(volume, 'configMap.name'));
    return Object.values(objectAt(config, 'data')).filter((text) => typeof text === 'string');
  });
  return new Map(files.flatMap(rulesIn).map((rule) => [rule.name, rule]));
}

/** As `/api/v1/rules?type=alert` has them; none while Prometheus does not run. */
export function alertGroupsIn(store: Store): readonly object[] {
  return [...alertRulesIn(store).values()].map(({ group, ...rule }) => ({
    name: group,
    rules: [{ ...rule, type: 'alerting', health: 'unknown', state: 'unknown', alerts: [] }],
  }));
}

/** Fills in the labels and the value of what was found. Prometheus' templates can do more: the rest stays as it is written. */
export function filledIn(template: string, labels: Texts, value: number): string {
  const valued = template
    .replaceAll(/\{\{\s*\$value\s*\}\}/g, String(value))
    .replaceAll(/\{\{\s*printf "%\.(\d)f" \$value\s*\}\}/g, (_, digits: string) => value.toFixed(Number(digits)));
  return valued.replaceAll(/\{\{\s*\$labels\.(\w+)\s*\}\}/g, (_, name: string) => labels[name] ?? '');
}

function rulesIn(file: string): readonly AlertRule[] {
  if (!file.includes('alert:')) return [];
  return (listAt(parsed(file), 'groups') as readonly JsonObject[]).flatMap((group) =>
    (listAt(group, 'rules') as readonly JsonObject[])
      .filter((rule) => stringAt(rule, 'alert') !== '')
      .map((rule) => ({
        name: stringAt(rule, 'alert'),
        group: stringAt(group, 'name'),
        query: stringAt(rule, 'expr').trim(),
        labels: textsAt(rule, 'labels'),
        annotations: textsAt(rule, 'annotations'),
      })),
  );
}

function textsAt(rule: JsonObject, path: string): Texts {
  return Object.fromEntries(Object.entries(objectAt(rule, path)).map(([name, value]) => [name, String(value)]));
}

function parsed(file: string): Json {
  try {
    return parse(file) as Json;
  } catch {
    return {}; // Prometheus would refuse the file, and keep the rules that it has
  }
}
