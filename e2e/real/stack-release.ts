// The built-in stack as a release on a real node, for suites that change it: rendered for this cluster, and Prometheus asked
// through the API server.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import { readCapabilities } from '../../electron/stack/cluster-checks/capabilities.ts';
import { type RenderInput, renderStack } from '../../electron/stack/render.ts';
import { STACK_NAMESPACE, STACK_RELEASE } from '../../shared/model/stack.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { type Engine, engineOn } from './engine.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));

/** Names the stack's release. */
export const STACK = { release: STACK_RELEASE, namespace: STACK_NAMESPACE } as const;

export interface StackRelease {
  readonly engine: Engine;
  /** The stack as it would be applied; default the newest version with its defaults. */
  desired(choice?: Pick<RenderInput, 'version' | 'settings'>): Promise<Desired>;
  /** `data` of an answer of Prometheus' API, such as that of `status/config`. */
  prometheus(path: string): ReturnType<typeof JSON.parse>;
}

/** Connects for the tests of a file, which must find no stack; what is left of it goes afterwards. */
export function stackRelease(prefix: string): StackRelease {
  const engine = engineOn(prefix, sharedCluster(), 280_000);
  const { kubectl, tryKubectl } = engine;
  const { namespace } = STACK;
  beforeAll(async () => {
    const there = await tryKubectl(['get', 'namespace', namespace]);
    if (there.code !== 0) return;
    throw new Error(`The cluster has a namespace ${namespace}: delete it, this suite makes its own.`);
  });
  afterAll(async () => {
    await kubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--wait=true']);
    await kubectl(['delete', 'clusterrole,clusterrolebinding', '-l', 'app.kubernetes.io/part-of=odin']);
  });
  return {
    engine,
    async desired(choice = {}) {
      const capabilities = await readCapabilities(engine.context.client, new AbortController().signal);
      return { ...STACK, ...(await renderStack({ assetsDir, namespace, capabilities, ...choice })) };
    },
    async prometheus(path) {
      const address = `/api/v1/namespaces/${namespace}/services/prometheus:http/proxy/api/v1/${path}`;
      return JSON.parse(await kubectl(['get', '--raw', address])).data;
    },
  };
}
