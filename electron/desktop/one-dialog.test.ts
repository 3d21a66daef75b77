import { expect, test } from 'vitest';
import { oneDialog } from './one-dialog.ts';

const waiting = () => {
  let choose: (path: string) => void = () => {};
  const answer = new Promise<string>((resolve) => {
    choose = resolve;
  });
  return { ask: () => answer, choose: (path: string) => choose(path) };
};

test('what one dialog is answered by answers no other question', async () => {
  const folder = waiting();
  const first = oneDialog('folder', folder.ask);
  const never = () => Promise.reject(new Error('A second dialog is open.'));
  const again = oneDialog('folder', never);
  const others = [oneDialog('file', never), oneDialog('save', never)];
  expect(await Promise.all(others)).toEqual([null, null]);
  folder.choose('/srv/manifests');
  expect(await Promise.all([first, again])).toEqual(['/srv/manifests', '/srv/manifests']);
});

test('two files are never written by one answer, and after it the next is asked about', async () => {
  const place = waiting();
  const first = oneDialog('save', place.ask);
  expect(await oneDialog('save', place.ask)).toBeNull();
  place.choose('/home/freya/chart.png');
  expect(await first).toBe('/home/freya/chart.png');
  expect(await oneDialog('save', async () => '/home/freya/other.png')).toBe('/home/freya/other.png');
});

test('a dialog that fails leaves the way free', async () => {
  await expect(oneDialog('file', () => Promise.reject(new Error('no display')))).rejects.toThrow('no display');
  expect(await oneDialog('file', async () => '/config')).toBe('/config');
});
