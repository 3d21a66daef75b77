// Namespace quotas: counts what a namespace uses, and refuses what would be too much.
// Source: https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/resourcequota/controller.go
import { forbidden } from './failure.ts';
import { isObject, type JsonObject, listAt, objectAt, stringAt } from './json.ts';
import { canonicalQuantity, quantityValue } from './quantity.ts';
import { qualifiedPlural, RESOURCES, type Resource, resourceOf } from './resources.ts';
import type { Store } from './store.ts';

/** Name of a quantity (`pods`, `requests.cpu`, `count/secrets`) → how much. */
export type Usage = Readonly<Record<string, number>>;

/** Kinds that have a name of their own in quotas beside `count/…`. */
const COUNTED = new Set(['configmaps', 'persistentvolumeclaims', 'pods', 'resourcequotas', 'secrets', 'services']);

/** What one object takes. */
export function usageOf(resource: Resource, object: JsonObject): Usage {
  const usage: Record<string, number> = { [`count/${qualifiedPlural(resource)}`]: 1 };
  if (COUNTED.has(resource.plural)) usage[resource.plural] = 1;
  if (resource.struct === 'PersistentVolumeClaim') {
    usage['requests.storage'] = quantityValue(stringAt(object, 'spec.resources.requests.storage'));
  }
  if (resource.struct !== 'Pod') return usage;
  for (const container of listAt(object, 'spec.containers')) {
    for (const part of ['requests', 'limits'] as const) {
      for (const [name, amount] of Object.entries(objectAt(container, `resources.${part}`))) {
        const names =
          part === 'requests' && ['cpu', 'memory'].includes(name) ? [`requests.${name}`, name] : [`${part}.${name}`];
        for (const key of names) usage[key] = (usage[key] ?? 0) + quantityValue(String(amount));
      }
    }
  }
  return usage;
}

/** What a namespace uses of the quantities that a quota limits. */
export function namespaceUsage(store: Store, namespace: string, names: readonly string[]): Usage {
  const total: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  for (const resource of RESOURCES.filter(({ namespaced }) => namespaced)) {
    for (const object of store.list(resource, namespace)) {
      if (['Succeeded', 'Failed'].includes(stringAt(object, 'status.phase'))) continue;
      const usage = usageOf(resource, object);
      for (const name of names) total[name] = (total[name] ?? 0) + (usage[name] ?? 0);
    }
  }
  return total;
}

/** Refuses an object that a quota of its namespace has no room for. */
export function checkQuota(store: Store, resource: Resource, object: JsonObject): void {
  const namespace = stringAt(object, 'metadata.namespace');
  if (namespace === '') return;
  const name = stringAt(object, 'metadata.name');
  const usage = usageOf(resource, object);
  for (const quota of store.list(resourceOf('ResourceQuota'), namespace)) {
    const hard = objectAt(quota, 'spec.hard');
    const quotaName = stringAt(quota, 'metadata.name');
    if (resource.struct === 'Pod') checkSpecified(resource, object, quotaName, hard);
    const names = Object.keys(hard)
      .filter((key) => (usage[key] ?? 0) > 0)
      .sort();
    const used = namespaceUsage(store, namespace, names);
    const over = names.filter((key) => (used[key] ?? 0) + (usage[key] ?? 0) > quantityValue(String(hard[key])));
    if (over.length === 0) continue;
    const list = (of: (key: string) => string) => over.map((key) => `${key}=${of(key)}`).join(',');
    const amount = (key: string, value: number) => formatAmount(key, value);
    const parts = [
      `requested: ${list((key) => amount(key, usage[key] ?? 0))}`,
      `used: ${list((key) => amount(key, used[key] ?? 0))}`,
      `limited: ${list((key) => String(hard[key]))}`,
    ];
    throw forbidden(resource, name, `exceeded quota: ${quotaName}, ${parts.join(', ')}`);
  }
}

/** Where CPU or memory is limited, every container must say what it wants of it. */
function checkSpecified(resource: Resource, pod: JsonObject, quota: string, hard: JsonObject): void {
  const missing = new Map<string, string[]>();
  for (const key of Object.keys(hard).sort()) {
    const [, part = 'requests', name = ''] = /^(?:(requests|limits)\.)?(cpu|memory)$/.exec(key) ?? [];
    if (name === '') continue;
    const lacking = listAt(pod, 'spec.containers')
      .filter((container) => isObject(container) && objectAt(container, `resources.${part}`)[name] === undefined)
      .map((container) => stringAt(container, 'name'));
    if (lacking.length > 0) missing.set(key, lacking);
  }
  if (missing.size === 0) return;
  const list = [...missing].map(([key, containers]) => `${key} for: ${containers.join(',')}`).join('; ');
  throw forbidden(resource, stringAt(pod, 'metadata.name'), `failed quota: ${quota}: must specify ${list}`);
}

/** How a quota's amounts are written: bytes in Mi and Gi, cores in m. */
export function formatAmount(key: string, value: number): string {
  if (/memory|storage/.test(key)) return canonicalQuantity(`${value / 1024}Ki`);
  return canonicalQuantity(`${Math.round(value * 1000)}m`);
}
