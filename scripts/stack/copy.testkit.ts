// For tests: the released versions of the stack in a folder of their own, where the next one can be begun.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { STACK } from './folders.mjs';
import { versionInWork } from './released.mjs';

/** A copy of `assets/stack` without the version in work; gone when the test is over. */
export function copyOfReleased(): string {
  const stack = mkdtempSync(join(tmpdir(), 'odin-stack-'));
  onTestFinished(() => rmSync(stack, { recursive: true }));
  cpSync(STACK, stack, { recursive: true });
  const inWork = versionInWork(stack);
  if (inWork !== undefined) rmSync(join(stack, inWork), { recursive: true });
  return stack;
}
