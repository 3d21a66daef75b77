import { beforeEach, expect, it, vi } from 'vitest';
import { openInBrowser } from './open-in-browser.ts';

const opened = vi.hoisted((): string[] => []);
vi.mock('electron', () => ({ shell: { openExternal: async (url: string) => void opened.push(url) } }));

beforeEach(() => {
  opened.length = 0;
});

it.each([
  'http://127.0.0.1:3000/odin/login/abc',
  'https://127.0.0.1:9090/',
  'http://[::1]:3000/',
  'http://localhost:3000/',
  'http://grafana-0123456789abcdef0123.localhost:3000/d/odin-gpu',
])('opens %s', async (url) => {
  await openInBrowser(url);
  expect(opened).toEqual([url]);
});

it.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'smb://127.0.0.1/share',
  'ms-msdt:/id',
  'vscode://file/etc',
  '/usr/bin/xcalc',
  '--help',
  '',
  'http://example.invalid/',
  'http://127.0.0.1.example.invalid/',
  'http://localhost.example.invalid/',
  'http://evillocalhost/',
  'http://127.0.0.1@example.invalid/',
  'http://user:secret@127.0.0.1:3000/',
  'http://127.0.0.2:3000/',
  'http://0.0.0.0:3000/',
  'HTTP:\\\\example.invalid',
])('opens nothing for %s', async (url) => {
  await expect(openInBrowser(url)).rejects.toMatchObject({
    code: 'internal',
    message: expect.not.stringContaining('secret'),
  });
  expect(opened).toEqual([]);
});
