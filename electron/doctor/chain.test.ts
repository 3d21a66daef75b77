import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOCTOR_LINKS, type DoctorLinkName } from '../../shared/model/doctor-links.ts';
import { readOf } from '../node-files/fact.ts';
import { diagnose } from './chain.ts';
import type { NodeFacts } from './facts.ts';
import { BREAK, PLACES, unreadAt, WHOLE } from './whole.testkit.ts';

const brokenAt = (links: readonly DoctorLinkName[]) => links.reduce((facts, link) => BREAK[link](facts), WHOLE);
const someLinks = fc.subarray([...DOCTOR_LINKS], { minLength: 1 });
const somePlaces = fc.subarray([...PLACES]);

test('nothing of a whole chain is broken', () => {
  const { level, links } = diagnose(WHOLE, 0);
  expect(level).toBe('whole');
  expect(links.map(({ name, state }) => [name, state])).toEqual(DOCTOR_LINKS.map((name) => [name, 'ok']));
});

test.each(DOCTOR_LINKS)('a broken %s alone is named, and what hangs on it is not looked at', (link) => {
  const { first, links } = diagnose(brokenAt([link]), 0);
  expect(first).toBe(link);
  expect(links.filter(({ state }) => state === 'broken').map(({ name }) => name)).toEqual([link]);
  expect(links.filter(({ state, because }) => state === 'behind' && because !== link)).toEqual([]);
});

test('of any links that are broken, the first is named', () => {
  fc.assert(
    fc.property(someLinks, (broken) => {
      const { first, level, sentence, links } = diagnose(brokenAt(broken), 0);
      expect(first).toBe(broken[0]);
      expect(level).toBe('broken');
      expect(sentence).toBe(links.find(({ name }) => name === first)?.sentence);
    }),
  );
});

test('what cannot be read breaks no link', () => {
  fc.assert(
    fc.property(somePlaces, (places) => {
      const { first, links } = diagnose(unreadAt(WHOLE, places), 0);
      expect(first).toBeUndefined();
      expect(links.filter(({ state }) => state === 'broken' || state === 'behind')).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('what cannot be read makes no other link the broken one', () => {
  fc.assert(
    fc.property(someLinks, somePlaces, (broken, places) => {
      const { first } = diagnose(unreadAt(brokenAt(broken), places), 0);
      expect(first === undefined || broken.includes(first), `${first} is named`).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('the exporter is judged for itself where only the device plugin is broken', () => {
  const { links } = diagnose(brokenAt(['devicePlugin']), 0);
  const stateOf = (wanted: DoctorLinkName) => links.find(({ name }) => name === wanted)?.state;
  expect([stateOf('allocatable'), stateOf('exporter'), stateOf('chart')]).toEqual(['behind', 'ok', 'ok']);
});

const NOW = 1_796_000_000_000;
const asleepSince = (since: number) => {
  const gate = [{ pci: '0000:01:00.0', state: 'suspended', isAsked: false, since }];
  const page = { gpus: 0, collected: undefined, gate, problems: [], hasDriver: true, wasRead: true };
  return diagnose({ ...WHOLE, page: { from: 'page', value: page } }, NOW);
};

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300, -5, 0, NOW / 1000 + 3_600])(
  'a GPU sleeps, and %s is no time since when',
  (since) => {
    expect(asleepSince(since)).toMatchObject({ level: 'asleep' });
    expect(asleepSince(since)).not.toHaveProperty('asleepSince');
  },
);

test('says since when a GPU sleeps', () => {
  expect(asleepSince(NOW / 1000 - 60).asleepSince).toBe(NOW - 60_000);
});

test('a node without a GPU says nothing of the GPU of another node', () => {
  const [blade] = readOf(WHOLE.cluster.nodes) ?? [];
  const plain = { ...(blade as NodeFacts), name: 'plain', handlers: ['runc'], capacity: {}, allocatable: {} };
  const nodes = { from: 'nodes', value: [plain, blade as NodeFacts] };
  const none = { from: 'nothing', value: [] };
  const host = {
    ...WHOLE.host,
    gpus: none,
    driver: { from: 'driver', value: null },
    devices: none,
    toolkits: none,
    containerd: { from: 'config', value: { runtimes: {}, writtenAt: 2 } },
  };
  const { level, links, isOnNode } = diagnose({ ...WHOLE, host, cluster: { ...WHOLE.cluster, nodes } }, 0);
  expect(links.filter(({ state }) => state !== 'ok')).toEqual([]);
  expect([level, isOnNode]).toEqual(['whole', true]);
  // Its own, where it has one, or had.
  const of = (own: object) =>
    diagnose({ ...WHOLE, host: { ...host, ...own }, cluster: { ...WHOLE.cluster, nodes } }, 0);
  expect(of({ gpus: WHOLE.host.gpus }).links[0]).toMatchObject({ name: 'driver', state: 'broken' });
  expect(of({ driver: WHOLE.host.driver, library: WHOLE.host.library }).links[0]?.evidence[0]?.from).toBe('driver');
});

test('what a sentence asks for is among the commands', () => {
  const { links } = diagnose(brokenAt(['handler']), 0);
  const handler = links.find(({ name }) => name === 'handler');
  expect(handler?.sentence).toContain('install NVIDIA’s container toolkit and restart K3s');
  const commands = handler?.fixes.map(({ command }) => command).join('\n');
  expect(commands).toBe('sudo systemctl restart k3s');
  // No one command installs it on each Linux.
  expect(handler?.meaning).toContain('docs.nvidia.com/datacenter/cloud-native/container-toolkit');
});
