// The other sources and the one list: revisions, changes by hand, alerts, order, bounds.
import { expect, test } from 'vitest';
import type { Alert } from '../../shared/model/alert.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { RecentEntry } from '../../shared/model/recent.ts';
import type { Revision } from '../../shared/model/revision.ts';
import { alertEntries } from './alerts.ts';
import { byHandEntries } from './by-hand.ts';
import { changeEntries } from './changes.ts';
import { recentOf } from './recent-of.ts';

const revision = (number: number, version: string, description: string, status = 'superseded'): Revision => ({
  revision: number,
  version,
  status,
  deployedAt: number * 1000,
  description,
});

test('revisions in words, newest first', () => {
  const entries = changeEntries([
    revision(7, '1.3.0', 'Upgrade under way', 'pending-upgrade'),
    revision(6, '1.2.0', 'Grafana did not become healthy.\nIts log …', 'failed'),
    revision(5, '1.1.0', 'Rollback to 2'),
    revision(4, '1.2.0', 'Finished upgrade'),
    revision(3, '1.2.0', 'Upgrade complete'),
    revision(2, '1.1.0', 'Upgrade complete'),
    revision(1, '1.1.0', 'Install complete'),
  ]);
  expect(entries.map(({ sentence, tone }) => [sentence, tone])).toEqual([
    ['Revision 7, version 1.3.0, is on its way.', 'info'],
    ['Revision 6, version 1.2.0, failed: Grafana did not become healthy.', 'bad'],
    ['Rolled back to revision 2.', 'ok'],
    ['Revision 4: Finished upgrade', 'ok'],
    ['Upgraded to 1.2.0.', 'ok'],
    ['Changed the settings of 1.1.0.', 'ok'],
    ['Installed 1.1.0.', 'ok'],
  ]);
  expect(entries[2]?.revision).toBe(5);
});

const owned = (managedFields: unknown, labels: Record<string, string> = { 'app.kubernetes.io/part-of': 'odin' }) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'grafana', namespace: 'monitoring', labels, managedFields },
});
const wrote = (manager: unknown, time: unknown, subresource?: string) => ({
  manager,
  time,
  operation: 'Update',
  subresource,
});
const T = '2026-11-30T14:02:00Z';
const handsOn = (managedFields: unknown, labels?: Record<string, string>) =>
  byHandEntries([owned(managedFields, labels) as KubeObject]).map(({ sentence, tone }) => [sentence, tone]);

test('who wrote beside ODIN is named, with the last time', () => {
  const [entry] = byHandEntries([
    owned([wrote('helm', T), wrote('kubectl-edit', '2026-11-30T13:00:00Z'), wrote('kubectl-edit', T)]) as KubeObject,
  ]);
  expect(entry).toMatchObject({
    at: Date.parse(T),
    kind: 'byHand',
    sentence: 'Deployment grafana was changed by kubectl-edit.',
    object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' },
  });
  expect(handsOn([wrote('odin-control-panel-restart', T)])).toEqual([
    ['Deployment grafana was restarted in ODIN.', 'info'],
  ]);
  expect(handsOn([wrote('constructor', T)])).toEqual([['Deployment grafana was changed by constructor.', 'warn']]);
});

test.each([
  ['the cluster itself', [wrote('kube-controller-manager', T), wrote('k3s', T), wrote('kubelet', T)]],
  ['a status', [wrote('kubectl-edit', T, 'status')]],
  ['nonsense', [null, 7, wrote(7, T), wrote('x', 'never'), wrote('', T)]],
  ['no list', 'x'],
])('%s is nobody', (_, managedFields) => expect(handsOn(managedFields)).toEqual([]));

test('what is not the stack’s is nobody’s business', () => expect(handsOn([wrote('kubectl-edit', T)], {})).toEqual([]));

const alert = (fields: Partial<Alert> = {}): Alert => ({
  fingerprint: 'f',
  name: 'PodCrashLooping',
  severity: 'critical',
  state: 'firing',
  since: 5000,
  summary: 'Grafana crashes',
  labels: {},
  ...fields,
});

test('alerts that fire, since when they do', () => {
  const alerts = [alert(), alert({ fingerprint: 's', state: 'silenced' }), alert({ fingerprint: 'e', summary: '' })];
  const known = alertEntries({ state: 'known', source: 'alertmanager', alerts, at: 1 });
  expect(known.entries.map(({ id, at, tone, sentence }) => [id, at, tone, sentence])).toEqual([
    ['alert/f/5000', 5000, 'bad', 'Grafana crashes'],
    ['alert/e/5000', 5000, 'bad', 'PodCrashLooping'],
  ]);
  expect(alertEntries({ state: 'noAlerting', reason: 'x' })).toEqual({ entries: [] });
  const lost = alertEntries({ state: 'unreachable', reason: 'Alertmanager does not answer.', alerts: [alert()] });
  expect([lost.entries.length, lost.missing]).toEqual([1, 'Alertmanager does not answer.']);
});

const entry = (id: string, at: number): RecentEntry => ({ id, at, kind: 'event', tone: 'info', sentence: id });

test('all sources are one list, newest first, each thing once; what is missing hides nothing', () => {
  const recent = recentOf(
    [
      { entries: [entry('a', 1), entry('c', 3)] },
      { entries: [], missing: 'Events are not told: forbidden.' },
      { entries: [entry('b', 2), entry('c', 2), entry('nan', Number.NaN), entry('zero', 0)] },
      { entries: [], missing: 'Events are not told: forbidden.' },
    ],
    9,
  );
  expect(recent.entries.map(({ id, at }) => [id, at])).toEqual([
    ['c', 3],
    ['b', 2],
    ['a', 1],
  ]);
  expect(recent).toMatchObject({ missing: ['Events are not told: forbidden.'], at: 9 });
});

test('no more than a hundred', () => {
  const many = Array.from({ length: 300 }, (_, index) => entry(`e${index}`, index + 1));
  const { entries } = recentOf([{ entries: many }], 0);
  expect([entries.length, entries[0]?.id]).toEqual([100, 'e299']);
});
