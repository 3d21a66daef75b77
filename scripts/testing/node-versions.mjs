// Tries the scripts on other versions of Node: too old ones get a sentence; the oldest and the newest that we serve run the unit tests,
// where they are of another major than this one.
import { execFile } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, capture, Failure, npm, ROOT } from '../command.mjs';
import { once } from '../once.mjs';
import { RESULTS } from './layers.mjs';
import { runNamedChecks } from './named-checks.mjs';
import { failureLines, readTally } from './tally.mjs';

const TOO_OLD = ['12.22.12', '18.20.8'];
const OLDEST = '20.19.0';
const ENTRIES = ['start', 'dev', 'odin', 'test', 'test-cluster', 'test-packages', 'check', 'dist', 'ci'];

/** @param {NodeJS.ProcessEnv} env where the unit tests run */
export async function runNodeVersions(env) {
  const newest = capture(...npm(['view', 'node', 'version'])).stdout.trim();
  return runNamedChecks([
    ...TOO_OLD.map((version) => ({ name: `Node ${version} gets a sentence`, problem: () => gateProblem(version) })),
    ...[OLDEST, newest].filter(isOther).map((version) => ({
      name: `unit tests on Node ${version}`,
      problem: () => unitProblem(version, env),
    })),
  ]);
}

/** The unit layer runs on this Node: two of one major differ by what its tests do not reach. @param {string} version */
function isOther(version) {
  return Number.parseInt(version, 10) !== Number.parseInt(process.versions.node, 10);
}

/** @param {string} version */
async function gateProblem(version) {
  const node = await nodeBinary(version);
  for (const entry of ENTRIES) {
    const { ok, output } = capture(node, [join(ROOT, 'scripts', `${entry}.mjs`)]);
    const isSentence = output.includes('needs Node 20.19 or newer; this is v') && !output.includes('    at ');
    if (ok || !isSentence) return `scripts/${entry}.mjs says: ${output}`;
  }
  return undefined;
}

/** @param {string} version @param {NodeJS.ProcessEnv} env @returns {Promise<string | undefined>} */
async function unitProblem(version, env) {
  const node = await nodeBinary(version);
  const tally = join(RESULTS, `node-${version}.json`);
  const args = [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'unit'];
  const options = { cwd: ROOT, env: { ...env, ODIN_TEST_TALLY: tally }, maxBuffer: 64 << 20 };
  return new Promise((resolve) => {
    execFile(node, args, options, (error, stdout, stderr) => {
      const { failures } = readTally(tally, error === null ? 0 : 1);
      if (error === null) return resolve(undefined);
      // The names of what failed: its whole output is thousands of lines of what passed.
      resolve(failureLines({ failures }).join('\n') || `${stdout}${stderr}` || error.message);
    });
  });
}

/** The executable of that version, from npm's packages of Node. @param {string} version */
export async function nodeBinary(version) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = await once(join(CACHE, 'node', `${name}-${version}`), (work) => {
    const packed = capture(...npm(['pack', '--silent', '--pack-destination', work, `${name}@${version}`]));
    const archive = readdirSync(work).find((file) => file.endsWith('.tgz'));
    if (!packed.ok || archive === undefined)
      throw new Failure(`npm could not fetch ${name}@${version}: ${packed.output.trim()}`);
    const unpacked = capture('tar', ['xzf', archive], { cwd: work });
    if (!unpacked.ok) throw new Failure(`tar could not unpack ${archive}: ${unpacked.output.trim()}`);
    rmSync(join(work, archive));
  });
  return process.platform === 'win32'
    ? join(folder, 'package', 'bin', 'node.exe')
    : join(folder, 'package', 'bin', 'node');
}
