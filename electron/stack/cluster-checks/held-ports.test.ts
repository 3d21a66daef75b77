import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../shared/model/stack-settings.ts';
import { COMPLETE_CLUSTER } from './capabilities.ts';
import { heldPortNotes } from './held-ports.ts';
import { hostPortsOf } from './host-ports.ts';
import type { Listener } from './listeners.ts';

const daemonSet = (port: number, protocol?: string) => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'node-exporter', namespace: 'monitoring' },
  spec: {
    template: {
      spec: {
        hostNetwork: true,
        containers: [{ ports: [{ containerPort: port, ...(protocol ? { protocol } : {}) }] }],
      },
    },
  },
});
const ours = daemonSet(9100);
const notes = (listeners: readonly Listener[], installed: readonly (typeof ours)[] = [], object = ours) =>
  heldPortNotes([object], DEFAULT_SETTINGS, {
    ...COMPLETE_CLUSTER,
    listeners,
    hostPorts: installed.flatMap(hostPortsOf),
  });

const program = (name: string, more: Partial<NonNullable<Listener['process']>> = {}): Listener => ({
  port: 9100,
  userId: 113,
  process: { pid: 812, name, isPod: false, ...more },
});
const unknown = (userId: number): Listener => ({ port: 9100, userId });
const rest = 'DaemonSet/monitoring/node-exporter cannot start here, and nothing is measured by it, until that ends';
const or = 'or nodeExporter.port in the settings names another port.';

it.each<[string, Listener, readonly (typeof ours)[], string]>([
  [
    'a package of the distribution',
    program('prometheus-node-exporter', { unit: 'prometheus-node-exporter.service' }),
    [],
    `Port 9100 of this machine is held by prometheus-node-exporter (process 812): ${rest} (\`sudo systemctl disable --now prometheus-node-exporter.service\`) ${or}`,
  ],
  [
    'a program that somebody started',
    program('node_exporter', { unit: 'user@1000.service' }),
    [],
    `Port 9100 of this machine is held by node_exporter (process 812): ${rest} (if it is not needed) ${or}`,
  ],
  [
    'Compose',
    program('docker-proxy', { unit: 'docker.service' }),
    [],
    `Port 9100 of this machine is held by a container of Docker (docker-proxy, process 812): ${rest} (\`docker ps --filter publish=9100\` names it) ${or}`,
  ],
  [
    "another user's",
    unknown(0),
    [],
    `Port 9100 of this machine is held by a program of another user (\`sudo ss -ltnp 'sport = :9100'\` names it): ${rest} (if it is not needed) ${or}`,
  ],
  ['a package, while the stack is installed', unknown(113), [ours], 'is held by a program of another user'],
  [
    'one that runs as nobody, before the stack is installed',
    unknown(65_534),
    [],
    'is held by a program of another user',
  ],
  ['a package beside a pod that crashes', program('node_exporter', { unit: 'x.service' }), [ours], '--now x.service'],
])('names %s', (_name, listener, installed, sentence) => {
  expect(notes([{ port: 22, userId: 0 }, listener], installed)).toEqual([expect.stringContaining(sentence)]);
});

it.each<[string, readonly Listener[], readonly (typeof ours)[]]>([
  ['nobody', [], []],
  ['another port', [{ port: 9101, userId: 0 }], []],
  ['its own pod', [program('node_exporter', { isPod: true })], [ours]],
  ["a pod of somebody else's, of which host-ports.ts tells", [program('node_exporter', { isPod: true })], []],
  ['what may be its own pod', [unknown(65_534)], [ours]],
])('says nothing of %s', (_name, listeners, installed) => {
  expect(notes(listeners, installed)).toEqual([]);
});

it('is about the port of the settings, and about TCP', () => {
  expect(notes([unknown(0)], [], daemonSet(9101))).toEqual([]);
  expect(notes([{ ...unknown(0), port: 9101 }], [], daemonSet(9101))).toHaveLength(1);
  expect(notes([unknown(0)], [], daemonSet(9100, 'UDP'))).toEqual([]);
});
