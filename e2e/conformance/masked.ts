// An answer without what differs from run to run, so that one recording fits the real API server and the demo cluster.
import type { Answer } from './client.ts';

/** Field managers whose entries are kept: the suite's own. Controllers write when they like. */
const OWN_MANAGERS = /^(conformance|alice|bob)$/;

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/conformance-[0-9a-f]{8}/g, '<namespace>'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>'],
  [/\b10\.43\.\d+\.\d+\b/g, '<ip>'],
  [/kube-api-access-[a-z0-9]{5}/g, 'kube-api-access-<suffix>'],
  [/\b(used: pods=)\d+/g, '$1<used>'],
  [/(resource version: )\d+( \(\d+\)|, current: \d+)?/g, '$1<version>'],
  [/(in precondition: |in the precondition \(|in record \()\d+/g, '$1<version>'],
];

/** Status, warnings and body of an answer, to be compared with what is recorded. */
export function masked({ status, warnings, body }: Answer): unknown {
  return { status, ...(warnings.length === 0 ? {} : { warnings }), body: maskValue(body, '') };
}

/** Any JSON value, masked in the same way. */
export function maskValue(value: unknown, key: string): unknown {
  if (typeof value === 'string') {
    if (key === 'resourceVersion' && value !== '') return '<version>';
    if (key === 'continue') return '<token>';
    return TEXTS.reduce((text, [pattern, mask]) => text.replace(pattern, mask), value);
  }
  if (Array.isArray(value)) {
    const kept = key === 'managedFields' ? value.filter(isOwn) : value;
    return kept.map((item: unknown) => maskValue(item, ''));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, maskValue(item, name)]));
}

function isOwn(entry: unknown): boolean {
  return OWN_MANAGERS.test(String((entry as { manager?: unknown }).manager));
}
