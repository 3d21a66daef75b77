// The dashboards' JSON from their TypeScript sources, and whether what is committed is that.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../command.mjs';

/** The version of the stack that is being worked on: a released one does not change. */
const FOLDER = join(ROOT, 'assets', 'stack', '1.0.0');

/** @returns {Promise<{ path: string, json: string }[]>} what each file should hold */
export async function buildDashboards() {
  // Not before it is installed: who calls this may be what installs it.
  const { runnerImport } = await import('vite');
  /** @type {{ module: typeof import('../../dashboards/all.ts') }} */
  const { module } = await runnerImport(join(ROOT, 'dashboards', 'all.ts'), { configFile: false, logLevel: 'warn' });
  return Object.entries(module.DASHBOARDS).map(([file, dashboard]) => ({
    path: join(FOLDER, file),
    json: oneLineEach(dashboard),
  }));
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

/** @returns {Promise<string | undefined>} which files are not what their sources make */
export async function staleDashboards() {
  const stale = (await buildDashboards()).filter(
    ({ path, json }) => !existsSync(path) || readFileSync(path, 'utf8') !== json,
  );
  if (stale.length === 0) return undefined;
  const names = stale.map(({ path }) => relative(ROOT, path)).join(', ');
  return `${names}: not what dashboards/ makes. Run: npm run dashboards`;
}
