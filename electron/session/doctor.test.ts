import { afterAll, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { ClusterContext } from '../../shared/model/cluster.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import { clientOf, WELL } from '../doctor/read/node-api.testkit.ts';
import { LAPTOP } from '../doctor/read/node-tree.testkit.ts';
import { plantTree } from '../node-files/planted-tree.testkit.ts';
import { THIS_MACHINE } from '../stack/cluster-checks/listeners.ts';
import { readDoctor } from './doctor.ts';

const { root, remove } = plantTree(LAPTOP);
afterAll(remove);

const CONTEXT: ClusterContext = { id: 'a', kind: 'kubeconfig', name: 'a', isCurrent: true };
const NOT_INSTALLED: StackStatus = { release: 'odin', namespace: 'monitoring', availableVersion: '1', versions: ['1'] };
const machineAt = (address: string) => ({
  identity: () => ({ ...THIS_MACHINE.identity(), addresses: [address] }),
  processes: '/nowhere',
});

const look = (context: ClusterContext, address: string, stackStatus = async () => NOT_INSTALLED) =>
  readDoctor(
    {
      context,
      client: clientOf(WELL),
      namespace: 'monitoring',
      forwards: { prometheus: () => Promise.reject(new AppError('unavailable', 'nobody')) },
      stackStatus,
      settings: async () => undefined,
      machine: machineAt(address),
      root,
    },
    new AbortController().signal,
  );

test('the node’s files are read where this machine has an address of a node, and nowhere else', async () => {
  const onNode = await look(CONTEXT, '192.0.2.7');
  expect(onNode).toMatchObject({ isOnNode: process.platform === 'linux', level: 'notInstalled' });
  expect((await look(CONTEXT, '192.0.2.8')).isOnNode).toBe(false);
  expect((await look({ ...CONTEXT, kind: 'demo' }, '192.0.2.7')).isOnNode).toBe(false);
});

test('a record that may not be read does not end the look', async () => {
  const report = await look(CONTEXT, '192.0.2.8', () => Promise.reject(new AppError('forbidden', 'no Secrets')));
  expect(report.first).toBeUndefined();
  expect(report.links.find(({ name }) => name === 'target')).toMatchObject({
    state: 'unknown',
    evidence: [{ from: 'Prometheus', says: 'nobody' }],
  });
});
