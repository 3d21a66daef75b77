// Every expression in the dashboards is PromQL to Prometheus itself.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { promqlOf, readDashboards } from '../../dashboards/published.testkit.ts';
import { attempt } from '../cluster/run.ts';

it.each(readDashboards().map((dashboard) => [dashboard.uid, promqlOf(dashboard)] as const))(
  'promtool reads every expression of %s',
  async (_, expressions) => {
    const folder = await mkdtemp(join(tmpdir(), 'odin-expressions-'));
    try {
      const file = join(folder, 'rules.yaml');
      const rules = expressions.map(({ where, expr }) => ({ record: 'odin:checked', expr, labels: { where } }));
      await writeFile(file, JSON.stringify({ groups: [{ name: 'expressions', rules }] }));
      const { code, stdout, stderr } = await attempt('promtool', ['check', 'rules', '--lint=none', file]);
      expect(stderr).toBe('');
      expect(stdout).toContain(`SUCCESS: ${expressions.length} rules found`);
      expect(code).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
