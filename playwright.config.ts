// The layers that drive the real Electron app. Run by the scripts, which bring the display and the environment.
import { defineConfig } from 'playwright/test';

const project = (name: string, timeoutSeconds: number, options: { workers?: number } = {}) => ({
  name,
  testDir: `e2e/${name}`,
  testMatch: '**/*.spec.ts',
  timeout: timeoutSeconds * 1000,
  ...options,
});

export default defineConfig({
  outputDir: 'test-results/artifacts',
  // Two cores: more windows at once are slower, not faster.
  workers: 2,
  // A test that passes only the second time is a defect, and named at the end of the run; a busy machine's hiccup stops no submission.
  retries: process.env.CI === 'true' ? 1 : 0,
  forbidOnly: process.env.CI === 'true',
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./scripts/testing/playwright-reporter.mjs']],
  projects: [
    project('mocked', 30),
    project('app', 120),
    project('locks', 60),
    // Writes assets/screenshots, so only by name: `npm run pictures`. One after the other, for each notes itself in one file.
    project('pictures', 60, { workers: 1 }),
    // One cluster, and one system to install on.
    project('real', 300, { workers: 1 }),
    project('packages', 300, { workers: 1 }),
  ],
});
