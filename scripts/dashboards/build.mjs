// The dashboards' JSON and the recording rules that are made, from their TypeScript sources, and whether what is committed is that.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Failure, ROOT } from '../command.mjs';
import { componentFolder, STACK } from '../stack/folders.mjs';
import { releasedVersions, versionForChanges, versionInWork } from '../stack/released.mjs';

/** @typedef {import('@grafana/grafana-foundation-sdk/dashboard').Dashboard} Dashboard */
/** @typedef {Readonly<Record<string, Dashboard | string>>} Sources dashboards, and files of rules as they are written, by file: as in dashboards/all.ts */

/** @returns {Promise<Sources>} */
async function readSources() {
  // Not before it is installed: who calls this may be what installs it.
  const { runnerImport } = await import('vite');
  /** @type {{ module: typeof import('../../dashboards/all.ts') }} */
  const { module } = await runnerImport(join(ROOT, 'dashboards', 'all.ts'), { configFile: false, logLevel: 'warn' });
  return { ...module.DASHBOARDS, ...module.RULE_FILES };
}

/**
 * The files of the newest version that are not what their sources make.
 * @param {string} stack
 * @param {Sources} sources
 * @returns {{ path: string, text: string }[]} below `stack`, and what should be in it
 */
function staleFiles(stack, sources) {
  return Object.entries(sources)
    .map(([file, source]) => ({
      path: posix.join(componentFolder(posix.dirname(file), stack), posix.basename(file)),
      text: typeof source === 'string' ? source : oneLineEach(source),
    }))
    .filter(({ path, text }) => {
      const file = join(stack, path);
      return !existsSync(file) || readFileSync(file, 'utf8') !== text;
    });
}

/**
 * Why files cannot be written where they are: a released version does not change.
 * @param {string} stack
 * @param {readonly { path: string }[]} stale
 * @returns {string | undefined} in a sentence with the next step
 */
function releasedObstacle(stack, stale) {
  const released = releasedVersions(stack);
  const kept = stale.filter(({ path }) => released.some((version) => path.startsWith(`${version}/`)));
  if (kept.length === 0) return undefined;
  const components = [...new Set(kept.map(({ path }) => posix.basename(posix.dirname(path))))];
  const steps = [
    ...(versionInWork(stack) === undefined ? [`begin ${versionForChanges(stack)}`] : []),
    ...components.map((component) => `take ${component}`),
  ].map((step) => `npm run stack-version -- ${step}`);
  return `${namesOf(kept)}: not what dashboards/ makes, and released; run first: ${steps.join(' && ')}`;
}

/** @param {readonly { path: string }[]} files */
function namesOf(files) {
  return files.map(({ path }) => `assets/stack/${path}`).join(', ');
}

/**
 * Writes what is made into the version in work.
 * @param {string} [stack] the `assets/stack` folder
 * @param {Sources} [sources] default: those of dashboards/all.ts
 * @returns {Promise<readonly string[]>} what was written, below `stack`
 */
export async function writeDashboards(stack = STACK, sources) {
  const stale = staleFiles(stack, sources ?? (await readSources()));
  const obstacle = releasedObstacle(stack, stale);
  if (obstacle !== undefined) throw new Failure(obstacle);
  for (const { path, text } of stale) writeFileSync(join(stack, path), text);
  return stale.map(({ path }) => path);
}

/**
 * @param {string} [stack] the `assets/stack` folder
 * @param {Sources} [sources] default: those of dashboards/all.ts
 * @returns {Promise<string | undefined>} which files are not what their sources make
 */
export async function staleDashboards(stack = STACK, sources) {
  const stale = staleFiles(stack, sources ?? (await readSources()));
  if (stale.length === 0) return undefined;
  return releasedObstacle(stack, stale) ?? `${namesOf(stale)}: not what dashboards/ makes. Run: npm run dashboards`;
}

/**
 * A line for each panel: readable as a difference, and small. `kubectl apply` keeps what it applied in an annotation, which
 * may have 256 KiB, and indented these are more.
 * @param {import('@grafana/grafana-foundation-sdk/dashboard').Dashboard} dashboard
 */
function oneLineEach({ panels = [], ...rest }) {
  const head = Object.entries(rest).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const body = panels.map((panel) => JSON.stringify(panel)).join(',\n');
  return `{\n${head.join(',\n')},\n"panels": [\n${body}\n]\n}\n`;
}
