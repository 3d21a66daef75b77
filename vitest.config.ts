// The layers that need no window: unit tests beside the code, the wire and conformance suites, and what runs on a real cluster.
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { TallyReporter } from './scripts/testing/vitest-reporter.mjs';

const project = (
  name: string,
  include: string | string[],
  timeoutSeconds: number,
  options: { fileParallelism?: boolean; maxWorkers?: number; exclude?: string[]; retry?: number } = {},
) => ({
  extends: true as const,
  test: {
    name,
    include: [include].flat(),
    testTimeout: timeoutSeconds * 1000,
    hookTimeout: timeoutSeconds * 1000,
    // Vitest would leave one core of two to nobody.
    maxWorkers: 2,
    ...options,
  },
});

/** Suites of `e2e/real` that ask for an API server alone: they run beside those that need a node. */
const ON_API = readdirSync(new URL('e2e/real', import.meta.url))
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `e2e/real/${name}`)
  .filter((file) => readFileSync(new URL(file, import.meta.url), 'utf8').includes('apiServer()'));

/** On a cluster something else may have the machine for a while. What passes only then is named at the end of the run. */
const ON_CLUSTER = { fileParallelism: false, retry: process.env.CI === 'true' ? 1 : 0 };

export default defineConfig({
  test: {
    environment: 'node',
    reporters: ['default', new TallyReporter()],
    setupFiles: ['scripts/testing/property-seed.mjs'],
    projects: [
      project('unit', '{shared,electron,renderer,scripts,dashboards}/**/*.test.{ts,tsx}', 10),
      // The write path on the demo cluster. Each file has a cluster in its own process, and waits for locks now and then.
      project('engine', 'e2e/engine/**/*.test.ts', 120),
      // They wait for silence most of the time.
      project('wire', ['e2e/wire/**/*.test.ts', 'e2e/gate/**/*.test.ts'], 60, { maxWorkers: 3 }),
      project('conformance', 'e2e/conformance/**/*.test.ts', 60),
      // Judged by promtool and amtool, so only by name: `npm run test:cluster` brings it.
      project('rules', 'e2e/rules/**/*.test.ts', 60),
      // On a real API server, so only by name: `npm run test:cluster` sets ODIN_E2E_API_KUBECONFIG.
      project('faults', 'e2e/faults/**/*.test.ts', 3_000),
      // On a real cluster, so only by name: `npm run test:cluster` sets ODIN_E2E_KUBECONFIG. Its suites share one release.
      project('real', 'e2e/real/**/*.test.ts', 300, { ...ON_CLUSTER, exclude: ON_API }),
      project('api', ON_API, 300, ON_CLUSTER),
    ],
  },
});
