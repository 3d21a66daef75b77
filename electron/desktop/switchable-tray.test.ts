import { expect, it } from 'vitest';
import type { Verdict } from '../../shared/model/overview.ts';
import { switchableTray } from './switchable-tray.ts';

const WELL: Verdict = { level: 'healthy', sentence: 'All is well', problems: [] };

function trays() {
  const seen: string[] = [];
  const start = () => {
    seen.push('start');
    return {
      update: ({ sentence }: Verdict) => void seen.push(sentence),
      isShownNow: () => true,
      isShown: async () => true,
      dispose: () => void seen.push('gone'),
    };
  };
  return { seen, start };
}

it('is not there while it is not wanted, and shows what is so when it comes', async () => {
  const { seen, start } = trays();
  const tray = switchableTray(false, start, () => seen.push('off'));
  tray.update(WELL);
  expect([seen, tray.isShownNow(), await tray.isShown()]).toEqual([[], false, false]);
  tray.switch(true);
  tray.switch(true);
  expect([seen, await tray.isShown()]).toEqual([['start', 'All is well'], true]);
});

it('says that it went, once, and is ended with the app without a word', () => {
  const { seen, start } = trays();
  const tray = switchableTray(true, start, () => seen.push('off'));
  tray.switch(false);
  tray.switch(false);
  expect(seen).toEqual(['start', 'gone', 'off']);
  const other = trays();
  void switchableTray(true, other.start, () => other.seen.push('off')).dispose();
  expect(other.seen).toEqual(['start', 'gone']);
});
