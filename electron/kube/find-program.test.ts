import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findProgram, type Look } from './find-program.ts';

const windows = (files: readonly string[], environment = {}) => ({
  platform: 'win32' as const,
  environment,
  look: (path: string): Look => (files.includes(path) ? 'program' : 'nothing'),
});

it.each<[command: string, files: readonly string[], found: string | undefined, environment?: object]>([
  ['aws', ['C:\\aws\\aws.exe'], 'C:\\aws\\aws.exe'],
  ['aws', ['C:\\aws\\aws.cmd'], 'C:\\aws\\aws.cmd'],
  ['aws', ['C:\\aws\\aws.bat', 'C:\\aws\\aws.cmd'], 'C:\\aws\\aws.bat'],
  ['aws', ['C:\\tools\\aws.exe', 'C:\\aws\\aws.cmd'], 'C:\\aws\\aws.cmd'],
  ['aws', ['C:\\aws\\aws.ps1'], undefined],
  ['aws', ['C:\\aws\\aws.ps1'], 'C:\\aws\\aws.ps1', { PATHEXT: '.EXE;.PS1' }],
  ['aws', ['C:\\aws\\aws'], undefined],
  ['aws.exe', ['C:\\aws\\aws.exe'], 'C:\\aws\\aws.exe'],
  ['AWS.EXE', ['C:\\aws\\AWS.EXE'], 'C:\\aws\\AWS.EXE'],
  ['kubelogin.v1', ['C:\\aws\\kubelogin.v1.exe'], 'C:\\aws\\kubelogin.v1.exe'],
  ['.\\bin\\aws', ['C:\\Users\\me\\.kube\\bin\\aws.exe'], 'C:\\Users\\me\\.kube\\bin\\aws.exe'],
  ['bin/aws', ['C:\\Users\\me\\.kube\\bin\\aws.exe'], 'C:\\Users\\me\\.kube\\bin\\aws.exe'],
  ['D:\\x\\aws', ['D:\\x\\aws.exe'], 'D:\\x\\aws.exe'],
  ['aws', ['aws.exe', 'rel\\aws.exe'], undefined],
])('finds %s on Windows among %j: %s', (command, files, found, environment) => {
  const path = 'C:\\aws;;rel;.;C:\\tools';
  expect(findProgram(command, 'C:\\Users\\me\\.kube', path, windows(files, environment)).path).toBe(found);
});

it('takes files that may be run alone, and tells what else it found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'odin-programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const machine = { platform: 'linux', environment: {} } as const;
  const at = (name: string) => join(folder, name);
  for (const name of ['good', 'plain']) writeFileSync(at(name), '#!/bin/sh\n');
  chmodSync(at('good'), 0o755);
  mkdirSync(at('folder'));
  execFileSync('sh', ['-c', 'mkfifo "$0" && chmod 755 "$0"', at('pipe')]);
  symlinkSync(at('good'), at('link'));
  symlinkSync(at('nowhere'), at('dangling'));
  const found = (command: string) => findProgram(command, folder, `/nonsense:${folder}`, machine);
  expect(found('good')).toEqual({ path: at('good') });
  expect(found('./link')).toEqual({ path: at('link') });
  expect(found(at('good'))).toEqual({ path: at('good') });
  expect(found('plain')).toEqual({ problem: 'notExecutable' });
  expect(found('folder')).toEqual({ problem: 'notFile' });
  expect(found('pipe')).toEqual({ problem: 'notFile' });
  for (const name of ['dangling', 'nowhere', 'good/below', '']) expect(found(name).path, name).toBeUndefined();
});
