// The Ingresses that lead to Services.
import { record, records, text } from '../../shared/json.ts';
import type { Relation } from '../../shared/model/inspection.ts';
import { type KubeObject, refOf } from '../../shared/model/object.ts';
import type { Around } from './around.ts';

/** With the addresses that lead there as a note. */
export function ingressesTo(services: readonly KubeObject[], { ingresses }: Around): Relation[] {
  const names = new Set(services.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  return ingresses.flatMap((ingress): Relation[] => {
    const rules = records(record(ingress.spec).rules).flatMap((rule) =>
      records(record(rule.http).paths)
        .filter(({ backend }) => names.has(`${ingress.metadata.namespace}/${serviceOf(backend)}`))
        .map(({ path }) => `${text(rule.host) || '*'}${text(path) || '/'}`),
    );
    const isDefault = names.has(`${ingress.metadata.namespace}/${serviceOf(record(ingress.spec).defaultBackend)}`);
    if (rules.length === 0 && !isDefault) return [];
    const note = rules.length === 0 ? 'all that no other rule takes' : rules.slice(0, 5).join(', ');
    return [{ relation: 'ingress', object: refOf(ingress), note }];
  });
}

function serviceOf(backend: unknown): string {
  return text(record(record(backend).service).name);
}
