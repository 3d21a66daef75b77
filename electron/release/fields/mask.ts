// Secrets never reach anything that can be printed: they are replaced before a plan is written down.
import { isRecord, type Json } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { learnObject } from '../../kube/learn-secrets.ts';
import { knownSecrets } from '../../log/known-secrets.ts';
import { isSecretName } from '../../log/mask-text.ts';

/** What is shown instead. */
export const HIDDEN = '***';

/** Two states of an object's fields; either may be absent. */
export interface Pair {
  readonly before: unknown;
  readonly after: unknown;
}

/** A variable with a name of a secret whose value is none: where one is, whether there is one, how long it holds. */
const ABOUT =
  /(?:file|path|dir|name|ref|url|uri|host|mount|ttl|expiry|expiration|duration|length|enabled|type|count)s?$/i;
const NO_SECRET = /^(?:|true|false|yes|no|\d{1,6}|\$\([\w.-]+\)|\/[\w./-]*)$/i;
const ARGUMENT = /^(--?[\w.-]+)=(.+)$/s;
/**
 * Fields that say what an object does, and hold no secret of anybody. A record may bring a Secret that has the same text, and
 * so hide which image it runs, or which right it grants.
 */
const SHOWN = new Set([
  'apiVersion',
  'kind',
  'image',
  'namespace',
  'serviceAccountName',
  'verbs',
  'apiGroups',
  'resources',
]);
const MAPS = new Set(['data', 'stringData', 'binaryData', 'annotations', 'labels']);
/** A person's copy of an object, in one text. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The same with secrets hidden; a changed one shows that it changed. Hidden are a Secret's values and its copy in an
 * annotation, variables and arguments of containers that are named like one, and wherever it stands what is known to be one.
 */
export function maskPair(kind: string, { before, after }: Pair): Pair {
  const hide = (own: unknown, other: unknown, side: 'before' | 'after') =>
    maskedBelow(kind === 'Secret' ? withoutData(own, other, side) : own, other, side);
  return { before: hide(before, after, 'before'), after: hide(after, before, 'after') };
}

function withoutData(own: unknown, other: unknown, side: 'before' | 'after'): unknown {
  if (!isRecord(own)) return own;
  const copy: Record<string, unknown> = { ...own };
  for (const field of ['data', 'stringData']) {
    const values = own[field];
    if (values === undefined || values === null) continue;
    if (!isRecord(values)) {
      copy[field] = HIDDEN; // it will be refused, and is no less secret for that
      continue;
    }
    const others = isRecord(other) && isRecord(other[field]) ? other[field] : {};
    copy[field] = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, hidden(value, others[key], side)]),
    );
  }
  const { metadata } = own;
  if (!isRecord(metadata) || !isRecord(metadata.annotations) || metadata.annotations[COPY] === undefined) return copy;
  return { ...copy, metadata: { ...metadata, annotations: { ...metadata.annotations, [COPY]: HIDDEN } } };
}

/** Lets nobody repeat the secrets that this object holds: a refusal may come before there is a plan to show. */
export function learnSecrets(object: KubeObject): void {
  learnObject(object);
  maskPair(object.kind, { before: undefined, after: object });
}

/** `other` is what stands at the same place of the other side: of variables, the one of the same name. */
function maskedBelow(own: unknown, other: unknown, side: 'before' | 'after'): unknown {
  if (typeof own === 'string') return maskedText(own, other, side);
  if (Array.isArray(own)) return maskedList(own, Array.isArray(other) ? other : [], side);
  if (!isRecord(own)) return own;
  const others = isRecord(other) ? other : {};
  const { name, value } = own;
  const isVariable = typeof name === 'string' && typeof value === 'string' && holdsSecret(name, value);
  const masked = (key: string, one: unknown): unknown => {
    if (isVariable && key === 'value') return learnt(value, others.value, side);
    // The names in a map are anybody's choice, and say nothing.
    if (MAPS.has(key) && isRecord(one)) return maskedMap(one, others[key], side);
    return SHOWN.has(key) && isPlain(one) ? one : maskedBelow(one, others[key], side);
  };
  return Object.fromEntries(Object.entries(own).map(([key, one]) => [key, masked(key, one)]));
}

function maskedMap(own: Json, other: unknown, side: 'before' | 'after'): unknown {
  const others = isRecord(other) ? other : {};
  return Object.fromEntries(Object.entries(own).map(([key, one]) => [key, maskedBelow(one, others[key], side)]));
}

function isPlain(value: unknown): boolean {
  return (Array.isArray(value) ? value : [value]).every((one) => typeof one === 'string');
}

function maskedList(own: readonly unknown[], others: readonly unknown[], side: 'before' | 'after'): unknown[] {
  return own.map((one, index) => {
    const twin =
      isRecord(one) && one.name !== undefined
        ? others.find((it) => isRecord(it) && it.name === one.name)
        : others[index];
    const option = own[index - 1];
    const isArgument = typeof option === 'string' && typeof one === 'string' && /^--?[\w.-]+$/.test(option);
    if (isArgument && !one.startsWith('-') && holdsSecret(option, one)) return learnt(one, twin, side);
    return maskedBelow(one, twin, side);
  });
}

function maskedText(own: string, other: unknown, side: 'before' | 'after'): string {
  const [, option = '', value = ''] = ARGUMENT.exec(own) ?? [];
  if (option !== '' && holdsSecret(option, value)) {
    knownSecrets.learn(value);
    return `${option}=${hidden(own, other, side)}`;
  }
  const masked = knownSecrets.mask(own);
  const changes = masked !== own && typeof other === 'string' && other !== own && knownSecrets.mask(other) === masked;
  return changes ? `${masked} (${side})` : masked;
}

function holdsSecret(name: string, value: string): boolean {
  return isSecretName(name) && !ABOUT.test(name) && !NO_SECRET.test(value);
}

function learnt(own: string, other: unknown, side: 'before' | 'after'): string {
  knownSecrets.learn(own);
  return hidden(own, other, side);
}

function hidden(own: unknown, other: unknown, side: 'before' | 'after'): string {
  return other === undefined || other === own ? HIDDEN : `${HIDDEN} (${side})`;
}
