// Whatever a cluster says of an object, it is shown, within the contract.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostileText } from '../../shared/hostile-text.testkit.ts';
import { inspectionSchema } from '../../shared/model/inspection.ts';
import { LIVE_TABLES, liveRowSchema } from '../../shared/model/live-table.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { around } from './around.testkit.ts';
import { inspect } from './inspect.ts';
import { tableRow } from './table-row.ts';

const KINDS = [
  ...['Pod', 'Service', 'Node', 'ConfigMap', 'Secret', 'PersistentVolumeClaim', 'PersistentVolume', 'Event'],
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Ingress', 'NetworkPolicy', 'Gizmo'],
];

/** Fields that are read, so that random objects come close. */
const FIELDS = [
  ...[
    'containers',
    'initContainers',
    'containerStatuses',
    'state',
    'lastState',
    'terminated',
    'exitCode',
    'restartCount',
  ],
  ...['template', 'spec', 'metadata', 'labels', 'selector', 'volumes', 'configMap', 'name', 'ports', 'port', 'limits'],
  ...['resources', 'cpu', 'env', 'valueFrom', 'ingress', 'from', 'podSelector', 'matchExpressions', 'rules', 'http'],
  ...['replicas', 'conditions', 'type', 'status', 'capacity', 'accessModes', 'phase', 'nodeName', 'finishedAt'],
];

/** JSON may be so, and whoever makes a text of it fails. */
const NO_TEXT = { toString: null, valueOf: null };

const value = fc.letrec<{ value: unknown; map: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1.5,
      1e300,
      Number.POSITIVE_INFINITY,
      '',
      'Pod',
      '2026-11-30T16:00:00Z',
    ),
    hostileText,
    fc.constant(NO_TEXT),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('map'),
    tie('map'),
  ),
  map: fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 8 }),
}));

const object = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    name: fc.constantFrom('a', 'b'),
    more: value.map,
    spec: value.value,
    status: value.value,
  })
  .map(({ kind, name, more, spec, status }): KubeObject => {
    const { metadata: _, ...rest } = more;
    return {
      apiVersion: 'v1',
      ...rest,
      kind,
      metadata: { name, namespace: 'n', uid: `${kind}-${name}` },
      spec,
      status,
    };
  });

test('of any object, among any others', () => {
  fc.assert(
    fc.property(object, fc.array(object, { maxLength: 6 }), (one, others) => {
      const known = inspect(one, around([one, ...others]));
      const told = { state: 'there', ...known };
      expect(inspectionSchema.parse(told)).toEqual(told);
    }),
    { numRuns: 1_000 },
  );
});

test('of a node that says neither texts nor numbers of what it has', () => {
  const capacity = { cpu: NO_TEXT, memory: NO_TEXT, pods: NO_TEXT, 'nvidia.com/gpu': NO_TEXT };
  const metadata = { name: 'a', namespace: '', uid: 'node-a' };
  const node: KubeObject = { apiVersion: 'v1', kind: 'Node', metadata, status: { capacity, nodeInfo: NO_TEXT } };
  expect(JSON.stringify(inspect(node, around([node])))).not.toContain('object Object');
});

test('as a row of any table', () => {
  fc.assert(
    fc.property(object, fc.constantFrom(...LIVE_TABLES), (one, table) => {
      const row = tableRow(table, one);
      expect(liveRowSchema.parse(row)).toEqual(row);
      expect(JSON.stringify(row).length).toBeLessThan(20_000);
    }),
    { numRuns: 1_000 },
  );
});
