import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, type Listed, MOST_ROWS } from './arrange.ts';
import { isRecent, used } from './recent.ts';

const command = (label: string, more: Partial<Listed> = {}): Listed => ({ id: label, group: 'do', label, ...more });
const part = (title: string): readonly Listed[] => [
  command(`Restart ${title}…`, { isOneOfMany: true }),
  command(`Logs of ${title}`, { isOneOfMany: true }),
  command(title, { group: 'things', detail: 'Deployment' }),
];
const COMMANDS: readonly Listed[] = [
  ...['Overview', 'GPU', 'Stack', 'Doctor'].map((page) => command(`Go to ${page}`, { group: 'go' })),
  ...[
    'Open Grafana',
    'Open Prometheus',
    'Copy Grafana’s password',
    'Silence an alert…',
    'Upgrade…',
    'Copy diagnostics',
  ].map((label) => command(label)),
  ...['System', 'Light', 'Dark'].map((theme) => command(`Theme: ${theme}`)),
  ...['Grafana', 'Prometheus', 'Alertmanager', 'GPU exporter', 'Node exporter'].flatMap(part),
  command('grafana-5c9f8d7b6-x2v9k', { group: 'things', detail: 'Pod', isOneOfMany: true }),
  command('Use Demo cluster', { group: 'clusters' }),
  command('Use razer-blade', { group: 'clusters', detail: '/home/freya/.kube/config' }),
];
const labels = (commands: readonly Listed[], typed: string, recent: readonly string[] = []) =>
  arrange(commands, typed, recent).flatMap((section) => section.commands.map(({ label }) => label));

describe('what is typed', () => {
  it.each([
    ['gto', 'Go to Overview'],
    ['gpu', 'Go to GPU'],
    ['og', 'Open Grafana'],
    ['prom', 'Open Prometheus'],
    ['rg', 'Restart Grafana…'],
    ['rest prom', 'Restart Prometheus…'],
    ['log gpu', 'Logs of GPU exporter'],
    ['pass', 'Copy Grafana’s password'],
    ['dark', 'Theme: Dark'],
    ['cpdiag', 'Copy diagnostics'],
    ['use demo', 'Use Demo cluster'],
    ['blade', 'Use razer-blade'],
    ['grafana-5c', 'grafana-5c9f8d7b6-x2v9k'],
    ['upg', 'Upgrade…'],
    ['alertm', 'Alertmanager'],
    ['theme light', 'Theme: Light'],
    ['light theme', 'Theme: Light'],
    ['.kube', 'Use razer-blade'],
  ])('%j means %j', (typed, meant) => {
    expect(labels(COMMANDS, typed)[0]).toBe(meant);
  });

  it('finds nothing where no text has the letters', () => {
    expect(arrange(COMMANDS, 'zzzz', [])).toEqual([]);
  });

  it('finds each command first by its own label, whatever the labels are', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('ab', 'a b', 'AB', 'abc', 'ﬁ', 'İ'),
    );
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 8 }), fc.nat(), (all, which) => {
        const own = all[which % all.length] ?? '';
        fc.pre(own.trim() !== '');
        const groups = ['go', 'do', 'things'] as const;
        const list = all.map((label, at) =>
          command(label, { group: groups[at % 3] ?? 'do', isOneOfMany: at % 2 === 0, detail: own }),
        );
        expect(labels(list, own, all)[0]).toBe(own);
      }),
    );
  });

  it('tells apart what differs by its case alone', () => {
    const both = [command('Grafana', { group: 'things' }), command('grafana', { group: 'things' })];
    expect(labels(both, 'Grafana')[0]).toBe('Grafana');
    expect(labels(both, 'grafana')[0]).toBe('grafana');
  });

  it('draws so many rows and no more, and names of ten thousand characters take no longer', () => {
    const hostile = Array.from({ length: 500 }, (_, at) => command(`${at}${'ab'.repeat(5_000)}`, { group: 'things' }));
    const began = performance.now();
    expect(labels(hostile, 'abababababab'.repeat(3))).toHaveLength(MOST_ROWS);
    expect(labels(hostile, hostile[7]?.label ?? '')[0]).toBe(hostile[7]?.label);
    // It takes a tenth of that; a search that tries every way takes minutes.
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('what was used', () => {
  it('stands at the top while nothing is typed, and in no other group', () => {
    const sections = arrange(COMMANDS, '', ['Restart Grafana…', 'Go to GPU', 'gone since']);
    expect(sections.map(({ group }) => group)).toEqual(['recent', 'go', 'do', 'things', 'clusters']);
    expect(sections[0]?.commands.map(({ label }) => label)).toEqual(['Restart Grafana…', 'Go to GPU']);
    expect(labels(COMMANDS, '', ['Go to GPU']).filter((label) => label === 'Go to GPU')).toHaveLength(1);
  });

  it('comes first among what is named as well', () => {
    expect(labels(COMMANDS, 'exporter', ['Node exporter'])[0]).toBe('Node exporter');
  });

  it('is remembered within bounds, the latest first', () => {
    let recent: readonly string[] = [];
    for (let at = 0; at < 100; at++) recent = used(recent, `${at % 30}`);
    expect(recent.slice(0, 3)).toEqual(['9', '8', '7']);
    expect(new Set(recent).size).toBe(recent.length);
    expect(isRecent(used(recent, 'x'.repeat(5_000)))).toBe(true);
    expect(isRecent(recent)).toBe(true);
  });

  it.each([null, 'a', [1], ['x'.repeat(5_000)], Array.from({ length: 50 }, String)])('is not %j', (kept) => {
    expect(isRecent(kept)).toBe(false);
  });
});

it('shows what there are many of only once something is typed', () => {
  expect(labels(COMMANDS, '')).not.toContain('Logs of Grafana');
  expect(labels(COMMANDS, 'logs')).toContain('Logs of Grafana');
});
