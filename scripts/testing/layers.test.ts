import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runLayers, turns } from './layers.mjs';
import { NOTHING } from './tally.mjs';

const samples = [{ by: 'seed abc', ran: 2, of: 10 }];
const layers = {
  fast: async () => ({ ...NOTHING, passed: 2, durations: [{ name: 'a', ms: 5 }] }),
  slow: async () => ({ ...NOTHING, passed: 1, durations: [{ name: 'b', ms: 9_000 }], samples }),
};

/** The lines that a run prints; what it prints on stderr is kept away. */
async function printed(run: () => Promise<number>) {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void lines.push(...text.split('\n')));
  vi.spyOn(console, 'error').mockImplementation(() => {});
  return { code: await run(), lines };
}

beforeEach(() => void vi.stubEnv('ODIN_TEST_TOTAL', ''));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('runLayers', () => {
  it('ends with the one line for all, after each layer, the slowest tests and what samples left out', async () => {
    const { code, lines } = await printed(() => runLayers(layers, {}));
    expect(code).toBe(0);
    expect(lines.at(-1)).toBe('3 passed, 0 failed');
    const [slow, slowest, first, second, left] = [
      lines.findIndex((line) =>
        /^slow: 1 passed, 0 failed in \S+ s; 2 of 10 cases by seed abc, 8 left out$/.test(line),
      ),
      lines.indexOf('The 2 slowest tests:'),
      lines.indexOf('     9.0 s  slow: b'),
      lines.indexOf('     0.0 s  fast: a'),
      lines.indexOf('2 of 10 cases by seed abc, 8 left out'),
    ];
    expect([slow, slowest, first, second, left].every((line) => line > 0)).toBe(true);
    expect([slow, slowest, first, second, left]).toEqual(
      [slow, slowest, first, second, left].toSorted((a, b) => a - b),
    );
  });

  it('counts a layer that could not start as a failure, and runs the others', async () => {
    const broken = { broken: () => Promise.reject(new Error('no display')), ...layers };
    const { code, lines } = await printed(() => runLayers(broken, {}));
    expect([code, lines.at(-1)]).toEqual([1, '3 passed, 1 failed']);
    expect(lines.slice(-4, -2)).toEqual(['failed: broken: its start', '    no display']);
  });

  it('leaves what it counted to who asks for it', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'odin-total-')), 'total.json');
    vi.stubEnv('ODIN_TEST_TOTAL', file);
    await printed(() => runLayers(layers, {}));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ passed: 3, failed: 0, samples });
  });

  it('runs at the same time what shares a turn', async () => {
    const meet = new Map<string, () => void>();
    const waitFor = (own: string, other: string) => async () => {
      // Each ends only once the other has begun.
      const begun = new Promise<void>((resolve) => meet.set(own, resolve));
      meet.get(other)?.();
      if (!meet.has(other)) await begun;
      return { ...NOTHING, passed: 1 };
    };
    const both = { real: waitFor('real', 'api'), api: waitFor('api', 'real') };
    const { lines } = await printed(() => runLayers(both, {}, ['real', 'api']));
    expect(lines).toContain('── real and api ──');
    expect(lines.at(-1)).toBe('2 passed, 0 failed');
  });
});

it('gives those that share a turn the first one’s, and each other its own', () => {
  expect(turns(['a', 'b', 'c', 'd'], ['b', 'd'])).toEqual([['a'], ['b', 'd'], ['c']]);
  expect(turns(['a', 'd'], ['b', 'd'])).toEqual([['a'], ['d']]);
  expect(turns(['a', 'b'], [])).toEqual([['a'], ['b']]);
});
