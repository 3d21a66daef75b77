// For tests: says whether one pod may talk to another, reading the manifests as Kubernetes reads NetworkPolicies. Where there
// is a node, connections say the same of the newest version: e2e/real/network-policies.test.ts.
import { z } from 'zod';
import type { KubeObject } from '../../../shared/model/object.ts';

const labelsSchema = z.record(z.string(), z.string());
/** Other selectors would have to be understood, not ignored. */
const selectorSchema = z.strictObject({
  matchLabels: labelsSchema.default({}),
  matchExpressions: z
    .array(z.strictObject({ key: z.string(), operator: z.enum(['In', 'NotIn']), values: z.array(z.string()).min(1) }))
    .default([]),
});
const policySchema = z.strictObject({
  podSelector: selectorSchema,
  policyTypes: z.tuple([z.literal('Ingress')]),
  ingress: z
    .array(
      z.strictObject({
        from: z
          .array(
            z.strictObject({
              podSelector: selectorSchema.exactOptional(),
              namespaceSelector: selectorSchema.exactOptional(),
            }),
          )
          .min(1),
        /** Without them, all. */
        ports: z
          .array(z.strictObject({ port: z.union([z.string(), z.number()]) }))
          .min(1)
          .exactOptional(),
      }),
    )
    .default([]),
});

const podSchema = z.object({
  template: z.object({
    metadata: z.object({ labels: labelsSchema, annotations: labelsSchema.default({}) }),
    spec: z.object({
      hostNetwork: z.boolean().default(false),
      containers: z.array(
        z.object({ ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]) }),
      ),
    }),
  }),
});

/** A pod that wants to talk. */
export interface Caller {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** True with Linkerd's proxy in it. */
  readonly isMeshed?: boolean;
}

/**
 * Where one proxy calls another in the place of the port that is meant, which policies then do not see
 * (https://linkerd.io/2/common-errors/network-policy).
 */
export const LINKERD_INBOUND = 4143;

/** True where `caller` gets through to a TCP port of the workload of this name. Throws for a workload that is not there. */
export function mayReach(objects: readonly KubeObject[], caller: Caller, workload: string, port: number): boolean {
  const target = workloadOf(objects, workload);
  const { namespace } = target.metadata;
  const { metadata, spec } = podSchema.parse(target.spec).template;
  if (spec.hostNetwork) return true; // no policy reaches the host's network
  const policies = objects
    .filter(({ kind, metadata: { namespace: own } }) => kind === 'NetworkPolicy' && own === namespace)
    .map((object) => policySchema.parse(object.spec))
    .filter(({ podSelector }) => matches(podSelector, metadata.labels));
  if (policies.length === 0) return true; // isolated only by being selected
  const seen = portSeen(target, caller, port);
  const names = spec.containers.flatMap(({ ports }) => ports.filter(({ containerPort }) => containerPort === seen));
  const isPort = (wanted: string | number) => wanted === seen || names.some(({ name }) => name === wanted);
  const isFrom = ({
    podSelector,
    namespaceSelector,
  }: z.infer<typeof policySchema>['ingress'][number]['from'][number]) =>
    (podSelector === undefined || matches(podSelector, caller.labels)) &&
    (namespaceSelector === undefined
      ? caller.namespace === namespace
      : matches(namespaceSelector, { 'kubernetes.io/metadata.name': caller.namespace }));
  return policies
    .flatMap(({ ingress }) => ingress)
    .some(({ from, ports }) => from.some(isFrom) && (ports === undefined || ports.some((one) => isPort(one.port))));
}

/** The port that a connection from `caller` has on the network when it is meant for `port` of this workload's pods. */
export function portSeen(workload: KubeObject, caller: Caller, port: number): number {
  const { annotations } = podSchema.parse(workload.spec).template.metadata;
  return caller.isMeshed === true && annotations['linkerd.io/inject'] === 'enabled' ? LINKERD_INBOUND : port;
}

/** Throws for a workload that is not there. */
export function workloadOf(objects: readonly KubeObject[], name: string): KubeObject {
  const found = objects.find((object) => isWorkload(object) && object.metadata.name === name);
  if (found === undefined) throw new Error(`no workload ${name}`);
  return found;
}

function isWorkload({ kind }: KubeObject): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet';
}

function matches(selector: z.infer<typeof selectorSchema>, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels, matchExpressions } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    // A pod without the label is in no list.
    matchExpressions.every(({ key, operator, values }) => values.includes(labels[key] ?? '') === (operator === 'In'))
  );
}
