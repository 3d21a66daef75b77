// The text that is copied for whoever helps: what is in it, and what never is.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import { diagnosticsOf, settingsLines } from './diagnostics.ts';
import type { Session } from './session.ts';

const { signal } = new AbortController();
const context = {
  id: '/k#blade',
  kind: 'kubeconfig',
  name: 'blade',
  server: 'https://u:hunter2@10.0.0.1:6443',
  isCurrent: true,
} as const;
const connected: ClusterStatus = {
  state: 'connected',
  context,
  version: 'v1.36.5+k3s1',
  distribution: 'K3s',
  nodeCount: 1,
};
const stack: StackStatus = {
  release: 'odin',
  namespace: 'monitoring',
  availableVersion: '1.2.0',
  versions: ['1.2.0'],
  installed: { version: '1.1.0', revision: 3, status: 'deployed', deployedAt: 0, owner: 'odin' },
};

let folder: string;
let logFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-diagnostics-'));
  logFile = join(folder, 'odin.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A session that says what is given, and else what a healthy one does. */
function sessionWith(stackStatus: () => Promise<StackStatus>): Session {
  const workload = {
    kind: 'Deployment',
    namespace: 'monitoring',
    name: 'grafana',
    health: { state: 'Failed', reason: 'crash\u001b[2J loop' },
  };
  return {
    stackStatus,
    verdict: { level: 'failed', sentence: '8 of 9 parts are healthy', reason: 'Grafana cannot start.' },
    watch: { current: { overview: { workloads: [workload] } } },
    alerts: { current: null },
    operations: {
      current: { verb: 'upgrade', release: 'odin', version: '1.1.0', phase: 'failed', error: 'token=hunter2 is wrong' },
    },
    forwards: { list: () => [{ target: 'grafana', state: 'recovering', reason: 'No pod is ready.' }] },
  } as unknown as Session;
}

describe('the text', () => {
  it('says what runs where, how the cluster and the stack are, and what was logged last', async () => {
    writeFileSync(logFile, Array.from({ length: 300 }, (_, index) => `line ${index}\n`).join(''));
    const settings = { version: 1, prometheus: { retention: { time: '30d' } } };
    const session = sessionWith(async () => ({ ...stack, settings }));
    const text = await diagnosticsOf({ version: '0.1.0', status: connected, session, logFile }, signal);
    expect(text).toContain('ODIN Control Panel 0.1.0\n');
    expect(text).toContain(`Node ${process.versions.node} on ${process.platform}`);
    expect(text).toContain('Cluster: blade: K3s v1.36.5+k3s1, 1 node\n');
    expect(text).toContain('Stack: odin in monitoring: 1.1.0, revision 3, deployed, made by odin; newest here 1.2.0\n');
    expect(text).toContain('Settings:\n  version: 1\n  prometheus.retention.time: 30d\n');
    expect(text).toContain(
      'Health: 8 of 9 parts are healthy: Grafana cannot start.\n  Deployment/grafana: Failed: crash\\x1b[2J loop\n',
    );
    expect(text).toContain('Forward: grafana: recovering: No pod is ready.\n');
    expect(text).toContain('Last change: upgrade of odin 1.1.0: failed: token=[masked] is wrong\n');
    expect(text).toContain('Log (last 200 lines of odin.log)\nline 100\n');
    expect(text.endsWith('line 299\n')).toBe(true);
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('10.0.0.1');
  });

  it('says why where something cannot be read, and goes on', async () => {
    const session = sessionWith(async () => {
      throw new AppError('forbidden', 'User "freya" may not list secrets.');
    });
    const status: ClusterStatus = { state: 'unreachable', context, reason: 'It does not answer.' };
    const text = await diagnosticsOf({ version: '0.1.0', status, session, logFile: join(folder, 'no.log') }, signal);
    expect(text).toContain('Cluster: blade: It does not answer.\nStack: User "freya" may not list secrets.\nHealth:');
    expect(text).toContain('Log (last 0 lines of odin.log)\n');
  });

  it('is there without a cluster and with a folder where the log should be', async () => {
    mkdirSync(logFile);
    const text = await diagnosticsOf({ version: '0.1.0', status: { state: 'none' }, session: null, logFile }, signal);
    expect(text).toContain('Cluster: none is chosen\n');
  });
});

describe('settings', () => {
  it('are told by name; by value only where that says nothing but itself', () => {
    const settings = {
      prometheus: { storage: '20Gi', exporters: [{ env: [{ name: 'PASSWORD', value: 'hunter2' }] }] },
      alerts: { rules: false, receivers: 'receivers:\n- webhook: https://hunter2' },
      ingress: { host: 'hunter2.example.com/path', port: 443, none: null },
    };
    expect(settingsLines(settings)).toEqual([
      'Settings:',
      '  prometheus.storage: 20Gi',
      '  prometheus.exporters: 1 set',
      '  alerts.rules: false',
      '  alerts.receivers: set',
      '  ingress.host: set',
      '  ingress.port: 443',
      '  ingress.none: null',
    ]);
    expect(settingsLines(undefined)).toEqual(['Settings: the defaults']);
    expect(settingsLines({})).toEqual(['Settings: the defaults']);
  });
});
