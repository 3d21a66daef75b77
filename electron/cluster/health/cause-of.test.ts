// Causes in words, of what a real node (Kubernetes 1.36.3) said when each trouble was provoked on it.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { hostileText } from '../../../shared/hostile-text.testkit.ts';
import { causeSchema } from '../../../shared/model/cause.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { causeOf } from './cause-of.ts';
import { CAUSE_SENTENCES } from './cause-sentences.ts';
import type { Diagnosis, FailureCause } from './diagnosis.ts';
import { healthOf } from './health-of.ts';
import { relatedFrom } from './related.ts';

/** The first document is the object in question, the others are around it. */
function causeIn(name: string, title = 'Web') {
  const text = readFileSync(new URL(`fixtures/${name}.yaml`, import.meta.url), 'utf8');
  const objects = parseAllDocuments(text).map((document): KubeObject => document.toJS());
  const [object] = objects;
  if (object === undefined) throw new Error(`${name} is empty`);
  return healthOf(object, relatedFrom(objects), title).why;
}

test.each([
  [
    'claim-many',
    'volume',
    'Web has no volume: NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes',
  ],
  ['claim-nowhere', 'volume', 'Web has no volume: StorageClass no-such-class is not there'],
  ['daemonset-agent', 'crash', 'Web crashes with exit code 1'],
  ['daemonset-quotads', 'quota', 'Web may not start: quota small allows no more pods'],
  ['deployment-claim', 'volume', 'Web has no volume: StorageClass no-such-class is not there'],
  ['deployment-crash', 'crash', 'Web crashes with exit code 3'],
  ['deployment-good-early', 'notReady', 'Web is starting'],
  ['deployment-image', 'image', 'Web has no image: such:1 is not in its registry'],
  ['deployment-image-early', 'image', 'Web has no image: such:1 is not in its registry'],
  ['deployment-initcrash', 'crash', 'Web’s init container prepare crashes with exit code 7'],
  ['deployment-initslow', 'notReady', 'Web is not ready yet: init container prepare runs; the others wait for it'],
  [
    'deployment-liveness',
    'probe',
    "Web is restarted again and again: cat: can't open '/nothing': No such file or directory",
  ],
  ['deployment-noconfig', 'config', 'Web waits: ConfigMap missing is not there'],
  ['deployment-noexec', 'crash', 'Web cannot start: its image has no program /no/such/program'],
  ['deployment-nomount', 'volume', 'Web cannot mount a volume: Secret missing is not there'],
  ['deployment-noserviceaccount', 'config', 'Web waits: ServiceAccount missing is not there'],
  ['deployment-oom', 'outOfMemory', 'Web is killed: it needs more memory than its limit of 16 MiB'],
  ['deployment-readiness', 'probe', 'Web is not ready: nothing answers on its port'],
  ['deployment-unschedulable', 'unschedulable', 'Web finds no place: no node has a free GPU'],
  ['job-jobbad', 'crash', 'Web crashes with exit code 4'],
  ['job-joblate', 'other', 'Web failed: Job was active longer than specified deadline'],
  ['job-quotajob', 'quota', 'Web may not start: quota small allows no more pods'],
  ['pod-podfailed', 'crash', 'Web crashes with exit code 5'],
  ['pod-podpull', 'image', 'Web has no image: "Not A Name" is no name of an image'],
  ['service-crash', 'crash', 'Web crashes with exit code 3'],
  ['service-lb', 'notReady', 'Web is not ready yet: waits for a load balancer to give it an address'],
  ['service-lonely', 'notReady', 'Web is not ready yet: no pod is behind it'],
  ['statefulset-set', 'image', 'Web has no image: set:2 is not in its registry'],
])('%s: %s, %s', (name, category, title) => {
  expect(causeIn(name)).toMatchObject({ category, title });
});

test('what is well has no cause', () => {
  for (const name of ['deployment-good', 'deployment-evicted', 'claim-waiting', 'job-jobgood']) {
    expect(causeIn(name)).toBeUndefined();
  }
});

test('what can be done: the last words of the pod that is to blame, its image, the GPU check', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'fx' };
  const crashed = { ...pod, name: 'crash-f7df6b57-68pc2' };
  expect(causeIn('deployment-crash')?.actions).toEqual([
    { kind: 'showLog', object: crashed, container: 'main', previous: true },
    { kind: 'openObject', object: crashed },
  ]);
  expect(causeIn('deployment-readiness')?.actions[0]).toMatchObject({ kind: 'showLog', previous: false });
  expect(causeIn('deployment-image')?.actions[0]).toEqual({
    kind: 'copy',
    what: 'Copy image name',
    text: 'registry.example/none/such:1',
  });
  expect(causeIn('deployment-unschedulable')?.actions[0]).toEqual({ kind: 'openDoctor' });
});

const PODS_UID = '6f1e3c1a-9f0b-4c55-8c8e-0f8a1b2c3d4e';
const failed = (cause: FailureCause, words: string, rest: object = {}): Diagnosis => ({
  state: 'Failed',
  reason: words,
  evidence: [],
  cause,
  facts: { words, ...rest },
});
const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'lab', name: 'grafana' };
const titleOf = (diagnosis: Diagnosis): string => causeOf(diagnosis, ref, 'Grafana').title;

test.each<[FailureCause, string, string]>([
  [
    'crash',
    'logger=sqlite t=2026-05-12T09:41:05Z level=error msg=x err="cannot open /data/state.db"\n',
    'Grafana crashes: cannot open /data/state.db',
  ],
  [
    'unschedulable',
    '0/2 nodes are available: 1 Insufficient memory, 1 node(s) had untolerated taint {a/b: }.',
    'Grafana finds no place: no node has enough free memory',
  ],
  [
    'unschedulable',
    '0/1 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }. preemption: 0/1 nodes are available: 1 Preemption is not helpful.',
    'Grafana finds no place: the taint node-role.kubernetes.io/control-plane keeps it away',
  ],
  [
    'unschedulable',
    "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.",
    'Grafana finds no place: no node has the labels that it asks for',
  ],
  [
    'admission',
    'admission webhook "validate.kyverno.svc" denied the request: latest is not allowed',
    'Grafana is refused: validate.kyverno.svc says latest is not allowed',
  ],
  [
    'admission',
    'pods "grafana-1" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
    'Grafana is refused: the namespace takes only pods of security level restricted',
  ],
  [
    'evicted',
    'Evicted: The node was low on resource: memory. Threshold quantity: 100Mi, available: 60Mi.',
    'Grafana was stopped: the node was low on memory',
  ],
  [
    'probe',
    'Readiness probe failed: HTTP probe failed with statuscode: 503',
    'Grafana is not ready: it answers with HTTP status 503',
  ],
  [
    'mount',
    `MountVolume.SetUp failed for volume "v" : stat /var/lib/kubelet/pods/${PODS_UID}/volumes/v: no such file`,
    'Grafana cannot mount a volume: stat no such file',
  ],
  [
    'mount',
    'MountVolume.SetUp failed for volume "v" : hostPath type check failed: /srv/data is not a directory',
    'Grafana cannot mount a volume: its folder is not on the node',
  ],
  ['config', "couldn't find key token in Secret lab/login", 'Grafana waits: Secret login has no key token'],
  ['paused', '', 'Grafana is paused: nothing that was changed is rolled out'],
  ['deadline', '', 'Grafana did not become ready in time'],
])('%s: %s', (cause, words, title) => {
  expect(titleOf(failed(cause, words))).toBe(title);
});

test.each([
  [
    'rpc error: code = NotFound desc = failed to resolve reference "ghcr.io/x/nvidia_gpu_exporter:1.15.1": not found',
    'nvidia_gpu_exporter:1.15.1 is not in its registry',
  ],
  [
    'pull access denied, repository does not exist or may require authorization',
    'the registry refuses nvidia_gpu_exporter:1.15.1',
  ],
  [
    'dial tcp: lookup ghcr.io on 10.43.0.10:53: no such host',
    'the registry of nvidia_gpu_exporter:1.15.1 cannot be reached',
  ],
  [
    'toomanyrequests: You have reached your unauthenticated pull rate limit',
    'the registry gives out no more of nvidia_gpu_exporter:1.15.1 for now',
  ],
  ['no match for platform in manifest: not found', 'nvidia_gpu_exporter:1.15.1 is not made for the node’s processor'],
  ['something else', 'nvidia_gpu_exporter:1.15.1 cannot be pulled'],
])('an image: %s', (words, why) => {
  const image = 'ghcr.io/some/where/nvidia_gpu_exporter:1.15.1@sha256:0123456789abcdef';
  expect(titleOf(failed('image', words, { image }))).toBe(`Grafana has no image: ${why}`);
});

/** What Kubernetes wraps its messages in, whole and in parts, and whatever else may be in them. */
const message = fc
  .array(
    fc.oneof(
      hostileText,
      fc.uuid(),
      fc.constantFrom(
        'rpc error: code = Unknown desc = ',
        'rpc rpc error: code = Xerror: ',
        'rpc ',
        'error',
        PODS_UID,
        PODS_UID.slice(0, 18),
        PODS_UID.slice(18),
        '/var/lib/kubelet/pods/',
        'exceeded quota: ',
        'exec: "',
        '" not found',
        'secret "',
        'untolerated taint {',
        'x'.repeat(500),
      ),
      fc.string({ maxLength: 300 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

test('whatever a cluster says, a title is one short line for a person', () => {
  const causes = Object.keys(CAUSE_SENTENCES) as FailureCause[];
  const facts = fc.record({ words: message, image: message, container: message, limit: message, isInit: fc.boolean() });
  const states = fc.constantFrom<Diagnosis['state']>('Failed', 'InProgress', 'Terminating', 'Unknown', 'NotFound');
  fc.assert(
    fc.property(fc.option(fc.constantFrom(...causes)), states, facts, message, (cause, state, known, title) => {
      const reason = known.words;
      const diagnosis = { state, reason, evidence: [], facts: known, ...(cause === null ? {} : { cause }) };
      const why = causeSchema.parse(causeOf(diagnosis, ref, title));
      expect(why.title.length).toBeLessThanOrEqual(120);
      expect(why.title).not.toBe('');
      expect(why.title).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(why.title).not.toMatch(/rpc error/i);
      expect(why.title).not.toMatch(/[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}/i);
    }),
    { numRuns: 2_000 },
  );
});
