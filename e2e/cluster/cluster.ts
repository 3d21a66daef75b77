// Clusters for tests: the one that the suite shares, and nodes of a test's own.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attempt, type Outcome, type RunOptions, run } from './run.ts';

/** A cluster as its administrator sees it. */
export interface TestCluster {
  /** Path of its kubeconfig. */
  readonly kubeconfig: string;
  /** What kubectl printed; rejects with its error when it fails. */
  kubectl(args: readonly string[], options?: RunOptions): Promise<string>;
  /** As {@link kubectl}, for a command that may fail. */
  tryKubectl(args: readonly string[], options?: RunOptions): Promise<Outcome>;
}

/** A node that a test has for itself. */
export interface TestNode extends TestCluster {
  /** Runs a command inside the node, as root. */
  exec(args: readonly string[]): Promise<string>;
  /** Ends it and removes everything but the parts that it was built from. */
  down(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('cluster', import.meta.url));

/** The cluster of ODIN_E2E_KUBECONFIG, with `kubectl` from the PATH. Suites share it one after the other: clean up. */
export function sharedCluster(): TestCluster {
  const kubeconfig = process.env.ODIN_E2E_KUBECONFIG;
  if (!kubeconfig) throw new Error('ODIN_E2E_KUBECONFIG is not set: start this suite with `npm run test:cluster`.');
  return clusterOf(kubeconfig, 'kubectl');
}

/** A real API server without nodes, where a test may play the kubelet; the shared cluster where only that one is named. */
export function apiServer(): TestCluster {
  const kubeconfig = process.env.ODIN_E2E_API_KUBECONFIG;
  return kubeconfig ? clusterOf(kubeconfig, 'kubectl') : sharedCluster();
}

/** Differences of a node from the one that suites share. */
export interface NodeOptions {
  /** The kubelet has a disk of this many MB for itself, and evicts for want of space as K3s' does. */
  readonly kubeletMB?: number;
}

/** Brings up a node with a state of its own; its parts come from the shared cache, and are built when they are missing. */
export async function startNode({ kubeletMB }: NodeOptions = {}): Promise<TestNode> {
  const home = await mkdtemp(join(tmpdir(), 'odin-node-'));
  const cache = await partsCache();
  await mkdir(cache, { recursive: true });
  await symlink(cache, join(home, 'cache'));
  const env = { ODIN_CLUSTER_HOME: home, ODIN_CLUSTER_KUBELET_MB: kubeletMB === undefined ? '' : String(kubeletMB) };
  const script = (...args: string[]) => run(SCRIPT, args, { env });
  const down = async () => {
    await script('down');
    await rm(home, { recursive: true, force: true });
  };
  try {
    const kubeconfig = (await script('up')).trim();
    const cluster = clusterOf(kubeconfig, join(home, 'state', 'bin', 'kubectl'));
    return { ...cluster, exec: (args) => script('exec', ...args), down };
  } catch (error) {
    await down();
    throw error;
  }
}

/** Where the parts are kept: where the shared cluster has them, else the cache of this user. */
async function partsCache(): Promise<string> {
  const shared = join(process.env.ODIN_CLUSTER_HOME ?? '', 'cache');
  if (process.env.ODIN_CLUSTER_HOME && existsSync(shared)) return readlink(shared).catch(() => shared);
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'odin', 'cluster', 'cache');
}

function clusterOf(kubeconfig: string, program: string): TestCluster {
  return {
    kubeconfig,
    kubectl: (args, options) => run(program, [`--kubeconfig=${kubeconfig}`, ...args], options),
    tryKubectl: (args, options) => attempt(program, [`--kubeconfig=${kubeconfig}`, ...args], options),
  };
}
