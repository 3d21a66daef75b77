// A NetworkPolicy in words: who may come in, and where to what it selects may go.
import { isRecord, type Json, record, records, scalar, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { selectorQuery } from '../kube/label-selector.ts';

/** A person reads a few; the rest is in the YAML. */
const MOST_EDGES = 8;

/** "In: from pods with app=grafana on 9090. Out: to nobody." */
export function policyWords({ spec }: KubeObject): string {
  const { ingress, egress, policyTypes } = record(spec);
  const types = Array.isArray(policyTypes) ? policyTypes : ['Ingress', ...(egress === undefined ? [] : ['Egress'])];
  return [
    ...(types.includes('Ingress') ? [`In: ${edges(records(ingress), 'from')}.`] : []),
    ...(types.includes('Egress') ? [`Out: ${edges(records(egress), 'to')}.`] : []),
  ].join(' ');
}

function edges(rules: readonly Json[], side: 'from' | 'to'): string {
  if (rules.length === 0) return `${side} nobody`;
  const words = rules.map((rule) => `${side} ${peers(rule[side])}${ports(rule.ports)}`);
  const more = words.length - MOST_EDGES;
  return [...words.slice(0, MOST_EDGES), ...(more > 0 ? [`${more} more`] : [])].join('; ');
}

function peers(value: unknown): string {
  const list = records(value);
  return list.length === 0 ? 'anybody' : list.map(peer).join(' or ');
}

function peer({ ipBlock, podSelector, namespaceSelector }: Json): string {
  if (isRecord(ipBlock)) {
    const except = Array.isArray(ipBlock.except) ? ipBlock.except.map(text) : [];
    return `${text(ipBlock.cidr)}${except.length === 0 ? '' : ` but ${except.join(', ')}`}`;
  }
  const pods = selectorQuery(podSelector);
  const namespaces = selectorQuery(namespaceSelector);
  const where = !isRecord(namespaceSelector)
    ? 'of this namespace'
    : namespaces === undefined
      ? 'of any namespace'
      : `of namespaces with ${plain(namespaces)}`;
  return `${pods === undefined ? 'pods' : `pods with ${plain(pods)}`} ${where}`;
}

/** `app in (grafana)` is what the API asks; a person reads `app=grafana`. */
function plain(selector: string): string {
  return selector.replaceAll(/(\S+) in \(([^,()]*)\)/g, '$1=$2');
}

function ports(value: unknown): string {
  const list = records(value).map(({ port, endPort, protocol }) => {
    const number = scalar(port) || 'all ports';
    const range = typeof endPort === 'number' ? `${number}-${endPort}` : number;
    return protocol === undefined || protocol === 'TCP' ? range : `${range}/${text(protocol)}`;
  });
  return list.length === 0 ? '' : ` on ${list.join(', ')}`;
}
