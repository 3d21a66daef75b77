// The API server that the suite runs against: the demo cluster, or the one that ODIN_CONFORMANCE_KUBECONFIG names.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { attachDemo } from '../../electron/demo/attach.ts';
import { type Answer, RawClient, type Send } from './client.ts';

/** One API server under test. Everything is made in one fresh namespace, which goes at the end. */
export interface Subject {
  readonly isDemo: boolean;
  readonly client: RawClient;
  readonly namespace: string;
  /** Whether pods run there: an API server alone stores them, but nobody starts them. */
  readonly hasNode: boolean;
  /** Sends and answers; paths below `ns/` are in the namespace: `ns/v1/pods`, `ns/apps/v1/deployments`. */
  send(method: string, path: string, options?: Send): Promise<Answer>;
}

const kubeconfig = process.env.ODIN_CONFORMANCE_KUBECONFIG;

/** Speeds the demo up: what is compared does not depend on how long things take. */
const DEMO_SPEED = 20;

/** Starts or reaches the subject for a file of tests. The promise's value is only there inside tests. */
export function prepareSubject(): () => Subject {
  let subject: Subject | undefined;
  const undo: (() => unknown)[] = [];
  beforeAll(async () => {
    let path = kubeconfig;
    if (path === undefined) {
      const stateDir = mkdtempSync(join(tmpdir(), 'odin-conformance-'));
      undo.unshift(() => rmSync(stateDir, { recursive: true, force: true }));
      const demo = await attachDemo({ stateDir, speed: DEMO_SPEED });
      undo.unshift(() => demo.dispose());
      path = demo.kubeconfigPath;
    }
    const client = new RawClient(path);
    undo.unshift(() => client.close());
    const namespace = `conformance-${randomBytes(4).toString('hex')}`;
    const send = (method: string, to: string, options?: Send) => client.send(method, expand(to, namespace), options);
    const created = await send('POST', '/api/v1/namespaces', { body: { metadata: { name: namespace } } });
    if (created.status !== 201) throw new Error(`no namespace: ${JSON.stringify(created.body)}`);
    undo.unshift(() => send('DELETE', `/api/v1/namespaces/${namespace}`));
    const nodes = (await send('GET', '/api/v1/nodes')).body as { items: readonly unknown[] };
    subject = { isDemo: kubeconfig === undefined, client, namespace, hasNode: nodes.items.length > 0, send };
    await until(async () => (await send('GET', 'ns/v1/serviceaccounts/default')).status === 200);
  });
  afterAll(async () => {
    for (const step of undo) await step();
  });
  return () => {
    if (subject === undefined) throw new Error('only inside tests');
    return subject;
  };
}

/** `ns/v1/pods?x=y` → `/api/v1/namespaces/NAMESPACE/pods?x=y`. */
export function expand(path: string, namespace: string): string {
  const match = /^ns\/(?:([^/]+\.[^/]+|apps|autoscaling|batch|policy)\/)?(v\d+)\/(.*)$/.exec(path);
  if (match === null) return path;
  const [, group, version = '', rest = ''] = match;
  return `${group === undefined ? '/api' : `/apis/${group}`}/${version}/namespaces/${namespace}/${rest}`;
}

/** Waits for a condition; fails when it does not come true for 30 s. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`this did not come true within 30 s: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
