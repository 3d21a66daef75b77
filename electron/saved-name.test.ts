import { expect, it } from 'vitest';
import { savedName } from './saved-name.ts';

const at = new Date(2026, 10, 8, 9, 5);

it.each([
  ['support', 'odin-support-2026-11-08-0905.png'],
  ['PCIe, to the GPU', 'odin-pcie-to-the-gpu-2026-11-08-0905.png'],
  ['Wärme 温度', 'odin-wärme-温度-2026-11-08-0905.png'],
  ['../../.bashrc', 'odin-bashrc-2026-11-08-0905.png'],
  ['C:\\CON\u0000\u202egnp.exe', 'odin-c-con-gnp-exe-2026-11-08-0905.png'],
  ['', 'odin-2026-11-08-0905.png'],
])('%j is offered as %s', (subject, name) => expect(savedName(subject, at, 'png')).toBe(name));

it.each(['𠀀'.repeat(100), `a${'𠀀'.repeat(100)}`, '字'.repeat(100)])('%s is cut between characters', (subject) => {
  const name = savedName(subject, at, 'png');
  expect(Buffer.from(name).toString()).toBe(name);
  expect(Buffer.byteLength(name)).toBeLessThan(255);
});

it('is no longer than a file system takes', () => {
  expect(savedName('a'.repeat(10_000), at, 'png').length).toBeLessThan(100);
});
