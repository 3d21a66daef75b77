import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unzip } from './unzip.mjs';

// Made by Info-ZIP 3.0: `folder/` with `text.txt` (deflated, 0644), `run.sh` (stored, 0755) and `left.txt`.
const ARCHIVE = join(import.meta.dirname, 'fixtures', 'info-zip.zip');

it('unpacks what is selected, deflated or stored, with its mode', () => {
  const folder = mkdtempSync(join(tmpdir(), 'odin-unzip-'));
  unzip(ARCHIVE, folder, (name) => (name.endsWith('left.txt') ? undefined : name.replace('folder/', 'new/')));
  expect(readFileSync(join(folder, 'new', 'text.txt'), 'utf8')).toBe('all work and no play '.repeat(100));
  expect(readFileSync(join(folder, 'new', 'run.sh'), 'utf8')).toBe('#!/bin/sh\n');
  expect(statSync(join(folder, 'new', 'run.sh')).mode & 0o111).not.toBe(0);
  expect(statSync(join(folder, 'new', 'text.txt')).mode & 0o111).toBe(0);
  expect(existsSync(join(folder, 'new', 'left.txt'))).toBe(false);
});

it('refuses a file that is no archive, and one that ends too early', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'odin-unzip-')), 'a.zip');
  writeFileSync(file, 'not a zip');
  expect(() => unzip(file, '.', () => undefined)).toThrow('not a zip archive');
  const whole = readFileSync(ARCHIVE);
  writeFileSync(file, whole.subarray(60));
  expect(() => unzip(file, join(file, '..'), (name) => name)).toThrow();
});
