// The reach of an object: what it lets somebody do beyond what runs inside of its own pods, in its own namespace. Rights in the
// cluster, doors into the API server, roots of nodes, whatever a controller does for it. What it names is the same text for as
// long as it grants the same. Kinds that grant nothing are the ones that are known: of any other it is not known what it grants.
// Source: https://kubernetes.io/docs/concepts/security/rbac-good-practices/, https://kubernetes.io/docs/concepts/security/pod-security-standards/
import { type Json, record, text } from '../../../shared/json.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { canonical, hashOf } from '../fields/canonical.ts';
import { podReach } from './pod-reach.ts';

/** What is known of where an object comes from. */
export interface Origin {
  /** The namespace of its release. */
  readonly home: string;
  /** It comes from a record that this machine does not know: what runs in its pods is anybody's choice, too. */
  readonly isUnknown?: boolean;
}

type ReachOf = (object: Json, origin: Origin) => readonly string[];

const NOTHING: ReachOf = () => [];

const POD: ReachOf = (object, origin) => podReach(object, [], origin);
const TEMPLATE: ReachOf = (object, origin) => podReach(record(object.spec).template, [], origin);

/** By group and kind. */
const KINDS: ReadonlyMap<string, ReachOf> = new Map<string, ReachOf>([
  ['/ConfigMap', NOTHING],
  ['/LimitRange', NOTHING],
  ['/PersistentVolumeClaim', NOTHING],
  ['/ResourceQuota', NOTHING],
  ['autoscaling/HorizontalPodAutoscaler', NOTHING],
  ['policy/PodDisruptionBudget', NOTHING],
  ['/Namespace', namespaceReach],
  ['/Secret', secretReach],
  ['/Service', serviceReach],
  // To a cloud, an annotation may be an account.
  ['/ServiceAccount', ({ metadata }) => marksOf(record(metadata).annotations)],
  ['/Pod', POD],
  ['/PodTemplate', ({ template }, origin) => podReach(template, [], origin)],
  ['/ReplicationController', TEMPLATE],
  ['apps/ReplicaSet', TEMPLATE],
  ['apps/Deployment', TEMPLATE],
  ['apps/DaemonSet', TEMPLATE],
  [
    'apps/StatefulSet',
    ({ spec }, origin) => podReach(record(spec).template, record(spec).volumeClaimTemplates, origin),
  ],
  ['batch/Job', TEMPLATE],
  ['batch/CronJob', ({ spec }, origin) => podReach(record(record(record(spec).jobTemplate).spec).template, [], origin)],
]);

/** Kinds that keep others from doing something: one thing less is as much as a right more. */
const GUARDS = /^(admissionregistration\.k8s\.io\/.*|networking\.k8s\.io\/NetworkPolicy|\/Namespace)$/;

/** Marks that the release's own tools set. */
const OWN_MARKS = /^(meta\.helm\.sh|helm\.sh|app\.kubernetes\.io|odin\.example)\/|^kubernetes\.io\/metadata\.name$/;

/** One text for each thing that an object with these fields grants; none for what grants nothing. */
export function reachOf(ref: Omit<ObjectRef, 'name'>, fields: unknown, origin: Origin): readonly string[] {
  const object = record(fields);
  const own = (KINDS.get(keyOf(ref)) ?? everythingOf)(object, origin);
  // Elsewhere, a ConfigMap may be what others run by.
  const isElsewhere = ref.namespace !== undefined && ref.namespace !== origin.home;
  return isElsewhere ? [...own, `in ${ref.namespace} ${hashOf(everythingOf(object))}`] : own;
}

/** Whether an object grants anything after a change that it did not before, or keeps others from less. */
export function reachesFurther(
  ref: Omit<ObjectRef, 'name'>,
  { before, after }: { readonly before: unknown; readonly after: unknown },
  origin: Origin,
): boolean {
  const [then, now] = [reachOf(ref, before, origin), reachOf(ref, after, origin)];
  const isLess = isGuard(ref) && then.some((one) => !now.includes(one));
  return isLess || now.some((one) => !then.includes(one));
}

/** Whether something of its kind keeps others from doing something. */
export function isGuard(ref: Pick<ObjectRef, 'apiVersion' | 'kind'>): boolean {
  return GUARDS.test(keyOf(ref));
}

function keyOf({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): string {
  const slash = apiVersion.indexOf('/');
  return `${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`;
}

/** Each rule, role, subject, webhook by itself, so that one more is seen; marks too: a label puts a role into another. */
function everythingOf({ metadata, status: _status, apiVersion: _version, kind: _kind, ...fields }: Json): string[] {
  const { labels, annotations } = record(metadata);
  const content = Object.entries(fields).flatMap(([field, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${field} ${canonical(one)}`),
  );
  return [...content, ...marksOf(labels), ...marksOf(annotations)];
}

/** Of its pods' security, and of whoever is to look at what is in it. */
function namespaceReach({ metadata }: Json): string[] {
  const { labels, annotations } = record(metadata);
  return [...marksOf(labels), ...marksOf(annotations)];
}

function marksOf(marks: unknown): string[] {
  return Object.entries(record(marks)).flatMap(([name, value]) =>
    OWN_MARKS.test(name) ? [] : [`${name}=${canonical(value)}`],
  );
}

function secretReach({ type }: Json): string[] {
  const kind = text(type);
  return kind.endsWith('/token') || kind.endsWith('/service-account-token') ? ['a token'] : [];
}

/** Traffic of elsewhere, or from elsewhere. */
function serviceReach({ spec }: Json): string[] {
  const { type, externalIPs, externalName } = record(spec);
  const kind = text(type);
  return [
    ...(kind === '' || kind === 'ClusterIP' ? [] : [kind]),
    ...[externalIPs, externalName].flatMap((one) => (one === undefined ? [] : [canonical(one)])),
  ];
}
