// House style and soundness of the dashboards' JSON, as far as no Grafana is needed for it.
import { describe, expect, it } from 'vitest';
import { isSelector } from './promql.testkit.ts';
import { type Panel, panelsOf, readDashboards, readRules } from './published.testkit.ts';

const dashboards = readDashboards();
const uids = dashboards.map(({ uid }) => uid);

it('each has a uid and a title of its own', () => {
  expect(uids).toEqual([...new Set(uids)]);
  expect(new Set(dashboards.map(({ title }) => title)).size).toBe(dashboards.length);
});

it('fits into a ConfigMap with the copy that kubectl apply keeps of it', () => {
  const sizes = dashboards
    .filter(({ file }) => file.startsWith('dashboards/'))
    .map(({ text }) => Buffer.byteLength(JSON.stringify(text)));
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(250_000);
});

describe.each(dashboards.map((dashboard) => [dashboard.uid, dashboard] as const))('%s', (uid, dashboard) => {
  const panels = panelsOf(dashboard);

  it('opens in house style', () => {
    expect(dashboard).toMatchObject({
      timezone: 'browser',
      refresh: '30s',
      time: { from: 'now-6h', to: 'now' },
      tags: ['odin'],
      links: [{ type: 'dashboards', tags: ['odin'] }],
    });
    expect(dashboard.title).toMatch(/^ODIN \/ /);
  });

  it('numbers its panels without repeating itself', () => {
    const ids = dashboard.panels.flatMap((panel) => [panel.id, ...(panel.panels ?? []).map(({ id }) => id)]);
    expect(ids).toEqual([...new Set(ids)]);
    expect(Math.min(...ids)).toBeGreaterThan(0);
  });

  it('begins with a row and fills each line of the grid to its end, without overlap', () => {
    expect(dashboard.panels[0]?.type).toBe('row');
    expect(uncovered(dashboard.panels.map(({ gridPos }) => gridPos))).toEqual([]);
    for (const { panels: inner = [] } of dashboard.panels) expect(uncovered(inner.map((p) => p.gridPos))).toEqual([]);
  });

  it('says of each panel what it shows, in which unit, and where it comes from', () => {
    for (const panel of panels) {
      expect.soft(panel.title, 'title').toMatch(/^[A-Z]/);
      expect.soft(panel.description, panel.title).toMatch(/[.’)]$/);
      expect.soft(hasUnit(panel), `${panel.title} has a unit`).toBe(true);
      expect.soft(panel.targets.length, `${panel.title} has a query`).toBeGreaterThan(0);
      expect.soft(new Set(panel.targets.map(({ refId }) => refId)).size).toBe(panel.targets.length);
    }
  });

  it('aggregates what it puts into tables, as a metric’s name would keep rows apart', () => {
    const expressions = panels.filter(({ type }) => type === 'table').flatMap(({ targets }) => targets);
    expect(expressions.filter(({ expr }) => isSelector(expr))).toEqual([]);
  });

  it('asks data sources by the uids that the stack gives them', () => {
    for (const { title, datasource, targets } of panels) {
      expect.soft([undefined, 'prometheus', 'loki']).toContain(datasource?.uid);
      for (const target of targets) expect.soft(['prometheus', 'loki'], title).toContain(target.datasource.uid);
    }
    expect(dashboard.text).not.toMatch(/\$\{?(DS_|datasource)/);
  });

  it('lets each choice be several or all, and uses it', () => {
    for (const { name, type, multi, includeAll } of dashboard.templating.list) {
      if (type === 'query') expect.soft({ name, multi, includeAll }).toEqual({ name, multi: true, includeAll: true });
      const uses = panels.filter(({ targets }) => targets.some(({ expr }) => expr.includes(`$${name}`)));
      expect.soft(uses.length, `$${name}`).toBeGreaterThan(0);
    }
  });

  it('knows every choice that it uses', () => {
    const known = new Set(dashboard.templating.list.map(({ name }) => name));
    const used = panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => [...expr.matchAll(/\$(?!__)(\w+)/g)].map(([, name]) => name)),
    );
    // In a query, `$1` is a group of a regular expression.
    expect(used.filter((name) => name !== '1' && !known.has(name ?? ''))).toEqual([]);
  });

  it('links to dashboards and choices that there are', () => {
    for (const [, target, choice] of dashboard.text.matchAll(/\/d\/([\w-]+)\?(?:var-(\w+)=)?/g)) {
      const other = dashboards.find((candidate) => candidate.uid === target);
      expect(other, target).toBeDefined();
      // It may be left out.
      expect(other?.file, target).not.toMatch(/^dashboards-logs/);
      if (choice) expect(other?.templating.list.map(({ name }) => name)).toContain(choice);
    }
  });

  it('marks the alerts that name it', () => {
    const marked = dashboard.annotations.list[0]?.expr.match(/alertname=~"([^"]+)"/)?.[1];
    const named = readRules().filter(({ annotations }) => annotations?.dashboard === uid);
    const pattern = new RegExp(`^(?:${marked ?? '.+'})$`);
    expect(named.map(({ alert }) => alert).filter((alert) => !pattern.test(alert ?? ''))).toEqual([]);
  });
});

it('every alert names a dashboard that there is', () => {
  const named = readRules().flatMap(({ annotations }) => annotations?.dashboard ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((uid) => !uids.includes(uid))).toEqual([]);
});

/** Cells that no panel covers or more than one does, and panels that stick out: as text. Each line must be full. */
function uncovered(positions: readonly Panel['gridPos'][]): readonly string[] {
  const counts = new Map<string, number>();
  const rows = new Set<number>();
  const problems: string[] = [];
  for (const { x, y, w, h } of positions) {
    if (x < 0 || x + w > 24) problems.push(`sticks out at ${x},${y}`);
    for (let row = y; row < y + h; row++) {
      rows.add(row);
      for (let column = x; column < x + w; column++) {
        counts.set(`${column},${row}`, (counts.get(`${column},${row}`) ?? 0) + 1);
      }
    }
  }
  for (const row of rows) {
    for (let column = 0; column < 24; column++) {
      const count = counts.get(`${column},${row}`) ?? 0;
      if (count !== 1) problems.push(`${count} panels at ${column},${row}`);
    }
  }
  return problems;
}

/** A table has one a column. */
function hasUnit({ type, fieldConfig }: Panel): boolean {
  if (type !== 'table') return fieldConfig?.defaults.unit !== undefined;
  return fieldConfig?.overrides.some(({ properties }) => properties.some(({ id }) => id === 'unit')) ?? false;
}
