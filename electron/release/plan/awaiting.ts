// Refusals of a dry run that a sibling may cure: a ServiceAccount, a PriorityClass, a quota that comes with the same plan is
// not there yet when the plan is made. Such an object is not tried yet; it is judged when its turn comes, after its sibling.
import { isRecord, record, records, text } from '../../../shared/json.ts';
import { formatRef, type KubeObject, refKey } from '../../../shared/model/object.ts';
import type { Assessment, Entry } from '../object/entry.ts';

/** `entries`, where those that a sibling may cure are not blocked any more. */
export function withAwaited(entries: readonly Entry[]): readonly Entry[] {
  const changing = entries.filter(({ assessment }) => assessment.op !== 'unchanged');
  return entries.map((entry) => {
    const { refusal } = entry.assessment;
    if (refusal === undefined) return entry;
    const untested = /admission webhook "([^"]+)" does not support dry run/.exec(refusal);
    if (untested !== null) {
      return awaiting(entry, { reason: `cannot be tried before: admission webhook ${untested[1]} takes no dry run` });
    }
    const others = changing.filter((one) => one !== entry);
    const [sibling] = CURES.flatMap((cures) => others.find((one) => cures(entry, one, refusal)) ?? []);
    if (sibling === undefined) return entry;
    const { ref, assessment } = sibling;
    const how = assessment.op === 'created' ? 'comes' : 'changes';
    return awaiting(entry, { reason: `not tried yet: ${formatRef(ref)} ${how} with this release`, after: refKey(ref) });
  });
}

function awaiting(entry: Entry, awaits: NonNullable<Assessment['awaits']>): Entry {
  const { refusal: _refusal, blocker: _blocker, ...assessment } = entry.assessment;
  return { ...entry, assessment: { ...assessment, awaits } };
}

/** Whether an object that comes or changes may be what a refused one lacks. */
type Cure = (refused: Entry, sibling: Entry, refusal: string) => boolean;

/** In the words of Kubernetes' admission plugins; another refusal is none that a sibling cures. */
const CURES: readonly Cure[] = [
  (_, sibling, refusal) => isServerOf(sibling, refusal),
  // Plugins and webhooks that look something up: 'serviceaccount "runner" not found', 'no PriorityClass with name urgent was found'.
  (refused, sibling, refusal) =>
    sibling.assessment.op === 'created' &&
    isBeside(refused, sibling) &&
    /not found|no \S+ .*found|(does not|doesn't) exist/i.test(refusal) &&
    names(refusal, sibling),
  // The account that every namespace gets, a moment after it was made.
  (_, { ref, assessment }, refusal) =>
    ref.kind === 'Namespace' && assessment.op === 'created' && refusal.includes(`service account ${ref.name}/default:`),
  (refused, sibling, refusal) =>
    sibling.ref.kind === 'ResourceQuota' &&
    isBeside(refused, sibling) &&
    new RegExp(`(exceeded|failed) quota: ${escaped(sibling.ref.name)}[,:]`).test(refusal),
  // A LimitRange sets defaults, too, which a quota may ask for.
  (refused, sibling, refusal) =>
    sibling.ref.kind === 'LimitRange' &&
    isBeside(refused, sibling) &&
    /failed quota: |(maximum|minimum) .* usage per |max limit to request ratio per /.test(refusal),
  (refused, { ref }, refusal) =>
    ref.kind === 'Namespace' && ref.name === refused.ref.namespace && /violates PodSecurity "/.test(refusal),
  (_, { ref, body }, refusal) =>
    ref.kind.endsWith('WebhookConfiguration') &&
    records(body.webhooks).some(({ name }) => refusal.includes(`webhook "${text(name)}"`)),
  (_, { ref }, refusal) =>
    /^ValidatingAdmissionPolicy(Binding)?$/.test(ref.kind) &&
    refusal.includes('ValidatingAdmissionPolicy ') &&
    refusal.includes(`'${ref.name}'`),
  (refused, { ref, body }) => ref.kind === 'CustomResourceDefinition' && defines(body, refused),
];

/** A namespaced object is looked up in the namespace of whoever needs it, and a cluster's everywhere. */
function isBeside(refused: Entry, { ref }: Entry): boolean {
  return ref.namespace === undefined || refused.ref.namespace === undefined || ref.namespace === refused.ref.namespace;
}

/** Whether a sentence names an object by its kind, in any of the ways in which kinds are written, and by its name. */
function names(refusal: string, { ref, resource }: Entry): boolean {
  const words = ref.kind.replace(/([a-z])([A-Z])/g, '$1[ -]?$2');
  const kind = `(?:${words}|${escaped(resource.plural)})(?:e?s)?(?:\\.[\\w.-]+)?`;
  const home = ref.namespace === undefined ? '' : `(?:${escaped(ref.namespace)}/)?`;
  return new RegExp(
    `\\b${kind}[\\s"':]+(?:with name |named )?["']?${home}${escaped(ref.name)}(?![\\w.-]*\\w)`,
    'i',
  ).test(refusal);
}

/** Whether a workload may be what a webhook's Service leads to: nobody answers there now. */
function isServerOf({ ref, body }: Entry, refusal: string): boolean {
  const [, namespace] = /failed calling webhook .*https:\/\/[\w-]+\.([\w-]+)\.svc[:/]/s.exec(refusal) ?? [];
  return namespace !== undefined && ref.namespace === namespace && isRecord(record(record(body.spec).template).spec);
}

function defines({ spec }: KubeObject, { ref }: Entry): boolean {
  const { group, names: known } = record(spec);
  return record(known).kind === ref.kind && ref.apiVersion.startsWith(`${text(group)}/`);
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
