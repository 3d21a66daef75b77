// Known vulnerabilities of the packages in the lock file, as npm's advisory source tells them: a remark, never a failure,
// for what became known today must not stop the work of today, nor must a machine without a network.
import { spawn } from 'node:child_process';
import { npm, ROOT } from '../command.mjs';
import { ROOMS } from '../walls/rooms.mjs';

/** The check runs longer than this anyway. */
const LIMIT_MS = 10_000;
const MOST_OUTPUT = 16 << 20;
/** From the gravest on. */
const SEVERITIES = ['critical', 'high', 'moderate', 'low', 'info'];

/**
 * @typedef {object} Lock as much of the lock file as counts here
 * @property {Readonly<Record<string, LockedPackage>>} packages
 */
/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {Readonly<Record<string, string>>} [dependencies]
 * @property {Readonly<Record<string, string>>} [optionalDependencies]
 * @property {Readonly<Record<string, string>>} [peerDependencies]
 */

/**
 * Asks npm; in lines for a person. Never throws, and takes no longer than the limit.
 * @param {Lock} lock
 * @param {{ folder?: string, limitMs?: number, environment?: NodeJS.ProcessEnv }} [options] `folder` has the lock file
 * @returns {Promise<string>}
 */
export async function auditRemark(lock, { folder = ROOT, limitMs = LIMIT_MS, environment = process.env } = {}) {
  try {
    return describe(JSON.parse(await ask(folder, limitMs, environment)), lock);
  } catch (error) {
    return notChecked(
      error instanceof SyntaxError
        ? 'it answered with something else than JSON'
        : String(/** @type {Error} */ (error).message),
    );
  }
}

/** @param {string} reason */
function notChecked(reason) {
  return `audit: the advisory source could not be reached (${reason}): not checked`;
}

/**
 * @param {string} folder
 * @param {number} limitMs
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string>} what npm wrote on stdout
 */
function ask(folder, limitMs, environment) {
  // npm that is told to be offline knows of no vulnerability at all, and its second and third try would outlast the limit.
  const options = [
    '--json',
    '--package-lock-only',
    '--offline=false',
    '--fetch-retries=0',
    `--fetch-timeout=${limitMs}`,
    '--no-update-notifier',
  ];
  const [program, args] = npm(['audit', ...options]);
  const isGroup = process.platform !== 'win32';
  const child = spawn(program, args, {
    cwd: folder,
    env: environment,
    detached: isGroup,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      if (isGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
      child.stdout.destroy();
      reject(new Error(`no answer within ${limitMs / 1000} s`));
    }, limitMs);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      if (output.length < MOST_OUTPUT) output += text;
    });
    child.once('error', (error) => reject(new Error(`npm could not be started: ${error.message}`)));
    child.once('close', () => resolve(output));
    child.once('exit', () => clearTimeout(timer));
  });
}

/**
 * @param {any} report npm's, version 2, or its error
 * @param {Lock} lock
 */
function describe(report, lock) {
  if (typeof report?.vulnerabilities !== 'object') return notChecked(reasonOf(report));
  const count = Object.keys(lock.packages).filter((path) => path !== '').length;
  const shipped = shippedPaths(lock);
  const lines = Object.values(report.vulnerabilities)
    // What merely depends on a vulnerable package has the name of that one in its place.
    .flatMap((one) =>
      one.via
        .filter((/** @type {unknown} */ via) => typeof via === 'object')
        .map((/** @type {any} */ via) => ({ ...one, via })),
    )
    .map((one) => ({ ...one, isShipped: one.nodes.some((/** @type {string} */ path) => shipped.has(path)) }))
    .sort((a, b) => Number(b.isShipped) - Number(a.isShipped) || rank(a.via) - rank(b.via))
    .map(({ name, via, nodes, fixAvailable, isShipped }) => {
      const where = isShipped ? 'in the app' : 'tool';
      return `  ${via.severity} (${where}): ${name} ${via.range}: ${via.title} (${via.url}); ${nodes.join(', ')}; ${fixOf(fixAvailable)}`;
    });
  return [
    `audit: ${lines.length} known ${lines.length === 1 ? 'vulnerability' : 'vulnerabilities'} in ${count} packages`,
    ...lines,
  ].join('\n');
}

/** Without addresses: one of a company's registry may have a login in it. @param {any} report */
function reasonOf(report) {
  const message = String(report?.message ?? report?.error?.summary ?? report?.error?.code ?? '');
  return (
    message
      .split('\n')[0]
      ?.replace(/\s*(?:-|to|at)?\s*(?:[A-Z]+ )?(?:\w+:\/\/\S+|\S+:\d+\b)/g, '')
      .trim() || 'no reason given'
  );
}

/** @param {{ severity: string }} via */
function rank({ severity }) {
  return SEVERITIES.indexOf(severity);
}

/** @param {boolean | { name: string, version: string, isSemVerMajor: boolean }} fix */
function fixOf(fix) {
  if (fix === true) return 'mended by: npm audit fix';
  if (fix === false) return 'not mended yet';
  return `mended by: npm install ${fix.name}@${fix.version}${fix.isSemVerMajor ? ' (a new major version)' : ''}`;
}

/**
 * The places in node_modules of all that the app is made of, which are no `dependencies` alone: everything is bundled, so
 * it is what the app's rooms import, and what those depend on.
 * @param {Lock} lock
 * @returns {Set<string>}
 */
export function shippedPaths({ packages }) {
  const rooms = Object.entries(ROOMS).filter(([path]) => /^(?:shared|electron|renderer)\b/.test(path));
  const found = new Set();
  const left = rooms.flatMap(([, room]) => room.packages.map((name) => ({ from: '', name })));
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const path = placeOf(one.from, one.name, packages);
    if (path === undefined || found.has(path)) continue;
    found.add(path);
    const { dependencies, optionalDependencies, peerDependencies } = packages[path] ?? {};
    // Electron's package gets its binary by others, which do not go with it.
    if (path === 'node_modules/electron') continue;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
      left.push({ from: path, name });
  }
  return found;
}

/** As Node looks for it: beside whoever asks, then further out. @param {string} from @param {string} name @param {Lock['packages']} packages */
function placeOf(from, name, packages) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '') return undefined;
  }
}
