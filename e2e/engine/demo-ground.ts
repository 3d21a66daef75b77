// The demo cluster as the ground of scenarios: one for each file of tests, in its process, which ends with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { attachDemo } from '../../electron/demo/attach.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { RawClient } from '../conformance/client.ts';
import { connected, type Ground, type Judge, type Person } from './ground.ts';
import { type OdinOptions, odinOn } from './odin.ts';
import { rawPerson } from './raw-person.ts';

/** An image that takes seconds to be pulled is there at once. */
const SPEED = 100;

/** Starts it for the tests of a file. What it gives is there inside tests. */
export function demoGround(options: OdinOptions = {}): Ground {
  const undo: (() => unknown)[] = [];
  let raw: Awaited<ReturnType<typeof rawPerson>> | undefined;
  let kubeconfig = '';
  let named = 0;
  beforeAll(async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'odin-engine-'));
    undo.unshift(() => rmSync(stateDir, { recursive: true, force: true }));
    const demo = await attachDemo({ stateDir, speed: SPEED });
    undo.unshift(() => demo.dispose());
    kubeconfig = demo.kubeconfigPath;
    const hands = new RawClient(kubeconfig);
    undo.unshift(() => hands.close());
    raw = await rawPerson(hands);
  });
  afterAll(async () => {
    for (const step of undo) await step();
  });
  const ready = () => {
    if (raw === undefined) throw new Error('the demo cluster is started by beforeAll');
    return raw;
  };
  const client = connected(async () => ({ kubeconfig, context: 'demo' }));
  return {
    odin: odinOn(client, options),
    get client() {
      return client();
    },
    get person(): Person {
      return ready().person;
    },
    get judge(): Judge {
      return ready().judge;
    },
    namespaceFor: (what) => {
      named += 1;
      return `${what}-${named}`;
    },
    serves: (kind) => ready().serves(kind),
    hopeless,
    hopelessReason: 'image pull failed: ',
    waysToApply: {
      'kubectl apply --server-side': (namespace, object) => ready().person.applyAs('kubectl', namespace, object),
    },
    runPods: () => async () => {},
  };
}

/** Its image can not be had. */
function hopeless(name: string): KubeObject {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, annotations: { 'demo.odin/fail': 'image' } },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'example.com/nobody/web:1' }] } },
    },
  };
}
