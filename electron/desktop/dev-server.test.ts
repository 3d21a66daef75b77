// The servers whose pages a development build may show.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { devServerOf } from './dev-server.ts';

it.each([
  undefined,
  '',
  'http://localhost:5173',
  'http://127.0.0.1.evil.example:5173',
  'http://127.0.0.1:5173@evil.example',
  'https://127.0.0.1:5173',
  'http://127.0.0.1:5173/',
  'http://127.0.0.1:5173\nhttp://evil.example',
  'http://10.0.0.1:5173',
])('none is %j', (ODIN_DEV_SERVER) => {
  expect(devServerOf({ ...(ODIN_DEV_SERVER === undefined ? {} : { ODIN_DEV_SERVER }) }, false)).toBeUndefined();
});

it('is none in a package, whatever the environment says', () => {
  expect(devServerOf({ ODIN_DEV_SERVER: 'http://127.0.0.1:5173' }, true)).toBeUndefined();
});

it('gives what it answers with 200, by path and query', async () => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/main.tsx?t=1' ? 200 : 404, { 'content-type': 'text/javascript' });
    response.end(request.url);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const dev = devServerOf({ ODIN_DEV_SERVER: `http://127.0.0.1:${port}` }, false);
  expect(dev?.socket).toBe(`ws://127.0.0.1:${port}`);
  const file = await dev?.read(new URL('app://odin/main.tsx?t=1'));
  expect(file).toEqual({ body: Buffer.from('/main.tsx?t=1'), contentType: 'text/javascript' });
  expect(await dev?.read(new URL('app://odin/other'))).toBeUndefined();
});
