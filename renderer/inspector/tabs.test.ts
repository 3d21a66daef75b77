import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../shared/model/inspection.ts';
import { TABS, tabIn, tabsOf } from './tabs.ts';

const known = {
  state: 'there',
  ref: { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'grafana-0' },
  uid: '1',
  health: { state: 'Current', reason: '', evidence: [] },
  containers: [],
  relations: [],
  events: [],
  facts: [],
  yaml: '',
  can: { restart: true, scale: false, shell: true, logs: true },
} satisfies Inspection;

describe('tabsOf', () => {
  it('has all of a pod, before and after it is known', () => {
    expect(tabsOf('Pod', undefined)).toEqual(TABS);
    expect(tabsOf('Pod', known)).toEqual(TABS);
  });

  it('has no shell for a workload, nor in a pod that is gone', () => {
    expect(tabsOf('Deployment', known)).not.toContain('shell');
    expect(tabsOf('Pod', { ...known, state: 'gone', at: 0 })).not.toContain('shell');
  });

  it('has neither logs nor a shell of what has none', () => {
    expect(tabsOf('ConfigMap', undefined)).toEqual(['summary', 'events', 'yaml']);
    expect(tabsOf('Pod', { ...known, can: { ...known.can, logs: false, shell: false } })).toEqual([
      'summary',
      'events',
      'yaml',
    ]);
  });

  it('has the summary alone of what is not there', () => {
    expect(tabsOf('Pod', { state: 'absent', code: 'notFound', reason: '' })).toEqual(['summary']);
  });
});

describe('tabIn', () => {
  it('leads to the summary where the named one is not', () => {
    expect(tabIn('logs', TABS)).toBe('logs');
    expect(tabIn('shell', ['summary', 'logs'])).toBe('summary');
    expect(tabIn('__proto__', TABS)).toBe('summary');
    expect(tabIn(undefined, TABS)).toBe('summary');
  });
});
