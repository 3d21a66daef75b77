import { expect, it } from 'vitest';
import { readServer } from './server-address.ts';

it.each([
  ['https://one:6443', 'https://one:6443'],
  ['https://one:6443/', 'https://one:6443'],
  ['https://one/k8s/clusters/c-1//', 'https://one/k8s/clusters/c-1'],
  ['HTTPS://One:6443', 'https://One:6443'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['https://[::1]:6443', 'https://[::1]:6443'],
  ['https://one/path?a=b#c', 'https://one/path'],
])('takes %s', (server, address) => {
  expect(readServer(server)).toEqual({ address });
});

it.each([
  ['https://me:pa%20ss@one:6443/', 'me', 'pa ss'],
  ['https://me@one:6443', 'me', ''],
  ['https://me:p:a:ss@one:6443', 'me', 'p:a:ss'],
  ['https://m%40e:p%2Fw@one:6443', 'm@e', 'p/w'],
  ['https://me:p@ss@one:6443', 'me', 'p@ss'],
  ['https://:x@one:6443', '', 'x'],
])('takes the login out of %s', (server, username, password) => {
  expect(readServer(server)).toEqual({ address: 'https://one:6443', login: { username, password } });
});

it.each([
  '',
  'one:6443',
  'localhost:8080',
  '/one',
  'ftp://one',
  'https:one',
  'https:/one',
  'https://',
  'https:///path',
  'https://one:port',
  'https://one:99999',
  ' https://one',
  'https://one ',
  'https://o ne',
  'https://one\n',
  'https://one\\two',
  'https://me:50%@one',
  'https://me/:pass@one', // a slash too many: the password would stand in the path
  'javascript:alert(1)',
  'file:///etc/passwd',
])('takes %j for no address', (server) => {
  expect(readServer(server)).toBeUndefined();
});
