// The real cluster that tests run on: the one that ODIN_E2E_KUBECONFIG names, else one built and started for this run alone.
import { spawn } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CACHE, capture, Failure, ROOT, runForOutput } from '../command.mjs';
import { ensurePrograms } from '../setup/apt.mjs';
import { RESULTS } from './layers.mjs';

const PROGRAMS = {
  mmdebstrap: 'mmdebstrap',
  jq: 'jq',
  ps: 'procps',
  unshare: 'util-linux',
  curl: 'curl',
  openssl: 'openssl',
  unzip: 'unzip',
};

/**
 * Calls `body` with the environment that names the clusters: ODIN_E2E_KUBECONFIG (a node that runs pods) and
 * ODIN_E2E_API_KUBECONFIG (a real API server that may be filled and broken); ends what it started.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function withCluster(body) {
  const given = process.env.ODIN_E2E_KUBECONFIG;
  if (given) {
    const path = resolve(given);
    if (!existsSync(path)) throw new Failure(`ODIN_E2E_KUBECONFIG is ${given}, but there is no such file.`);
    return body({ ODIN_E2E_KUBECONFIG: path, ODIN_E2E_API_KUBECONFIG: path });
  }
  const obstacle = whyNotHere();
  if (obstacle !== undefined) {
    throw new Failure(
      `${obstacle}, so no cluster can be built here. Name one that may be written to (kind, k3d, a spare k3s): ODIN_E2E_KUBECONFIG=<its kubeconfig> npm run test:cluster`,
    );
  }
  await ensurePrograms(PROGRAMS, 'Building the test cluster');
  return withOwnCluster(body);
}

/**
 * Starts to make what a cluster is built of, where one can be built, with the time that others leave over. Whoever then
 * wants a cluster waits for the lock of `e2e/cluster/build`, and makes what is missing.
 * @param {string} log what it says goes to this file, and to stderr when it fails
 * @returns {Promise<() => void>} ends it
 */
export async function startMakingParts(log) {
  if (process.env.ODIN_E2E_KUBECONFIG || whyNotHere() !== undefined) return () => {};
  // Now, for two apt-get at a time are in each other's way.
  await ensurePrograms(PROGRAMS, 'Building the test cluster');
  const output = openSync(log, 'w');
  // Linux shares time among sessions before it looks at what is nice within one, and windows have sessions of their own.
  const leastOfAll = 'echo 19 2>/dev/null >/proc/self/autogroup; exec nice -n 19 ionice -c 3 "$0"';
  const child = spawn('sh', ['-c', leastOfAll, join(ROOT, 'e2e', 'cluster', 'build')], {
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.once('error', (error) => console.error(`The test cluster's parts are not made beforehand: ${error.message}`));
  child.once('exit', (code) => {
    if (code)
      console.error(`Making the test cluster's parts ended with exit code ${code}:\n${readFileSync(log, 'utf8')}`);
  });
  return () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid);
  };
}

/** @returns {string | undefined} why a cluster cannot be built on this machine */
function whyNotHere() {
  if (process.platform !== 'linux') return 'This is not Linux';
  if (process.getuid?.() !== 0) return 'This is not root';
  if (!existsSync('/sys/fs/cgroup/memory/cgroup.procs')) return 'This system has no cgroup v1 hierarchies';
  const go = capture('go', ['version']).stdout.match(/go(\d+)\.(\d+)/);
  if (go === null) return 'There is no Go';
  return Number(go[1]) === 1 && Number(go[2]) < 26
    ? `Go is ${go[1]}.${go[2]}, and 1.26 is the oldest that will do`
    : undefined;
}

/**
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} body
 */
async function withOwnCluster(body) {
  // A state of its own, so that a cluster that someone works with stays as it is; the parts are shared.
  const home = mkdtempSync(join(tmpdir(), 'odin-cluster-'));
  const cache = join(CACHE, 'cluster', 'cache');
  mkdirSync(cache, { recursive: true });
  symlinkSync(cache, join(home, 'cache'));
  const env = { ...process.env, ODIN_CLUSTER_HOME: home };
  const script = (/** @type {string} */ name, /** @type {string[]} */ ...args) =>
    runForOutput(join(ROOT, 'e2e', 'cluster', name), args, { env });
  const api = join(home, 'api');
  try {
    console.log(
      'Starting a cluster (the first time on a machine, its parts are built in about a quarter of an hour) …',
    );
    const kubeconfig = await script('cluster', 'up');
    const apiKubeconfig = await script('api', 'up', api);
    const state = join(home, 'state');
    return await body({
      ODIN_CLUSTER_HOME: home,
      ODIN_E2E_KUBECONFIG: kubeconfig,
      ODIN_E2E_API_KUBECONFIG: apiKubeconfig,
      PATH: `${join(state, 'bin')}:${process.env.PATH}`,
    });
  } finally {
    keepLogs(home);
    if (existsSync(join(api, 'pids'))) await script('api', 'down', api);
    await script('cluster', 'down');
    rmSync(home, { recursive: true, force: true });
  }
}

/** The logs of the node and of the API server, for whoever looks at a failed test. @param {string} home */
function keepLogs(home) {
  const folder = join(RESULTS, 'cluster');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const node = join(home, 'state', 'log');
  if (existsSync(node)) cpSync(node, join(folder, 'node'), { recursive: true });
  const api = join(home, 'api');
  const logs = existsSync(api) ? readdirSync(api).filter((name) => name.endsWith('.log')) : [];
  for (const name of logs) cpSync(join(api, name), join(folder, name));
}
