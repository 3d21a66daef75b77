import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openForwardMemory } from './forward-memory.ts';

const forward = {
  object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
  port: 80,
  localPort: 8080,
  isHttp: true,
} as const;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-forwards-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('keeps the forwards of each cluster for the next run, and forgets a cluster that has none', () => {
  const memory = openForwardMemory(folder);
  memory('home').set([forward]);
  memory('work').set([{ ...forward, localPort: 8081 }]);
  const next = openForwardMemory(folder);
  expect(next('home').get()).toEqual([forward]);
  expect(next('work').get()).toEqual([{ ...forward, localPort: 8081 }]);
  expect(next('another').get()).toEqual([]);
  next('home').set([]);
  expect(readFileSync(join(folder, 'forwards.json'), 'utf8')).not.toContain('home');
});

test('keeps the clusters that were used last', () => {
  const memory = openForwardMemory(folder);
  for (let index = 0; index < 60; index += 1) memory(`cluster-${index}`).set([forward]);
  const next = openForwardMemory(folder);
  expect(next('cluster-59').get()).toEqual([forward]);
  expect(next('cluster-0').get()).toEqual([]);
});

test.each([
  'not JSON',
  JSON.stringify([
    { cluster: 'home', forwards: [{ ...forward, object: { ...forward.object, name: '../../secrets' } }] },
  ]),
  JSON.stringify([{ cluster: 'home', forwards: [{ ...forward, localPort: 0 }] }]),
  JSON.stringify([{ cluster: 'home', forwards: Array.from({ length: 21 }, () => forward) }]),
])('a file that is no memory of forwards is none: %s', (text) => {
  writeFileSync(join(folder, 'forwards.json'), text);
  expect(openForwardMemory(folder)('home').get()).toEqual([]);
});
