// In a file of its own, where nothing else loads undici: its front door gives every dispatcher its methods.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { Agent, Pool } from './undici.ts';

it.each([
  ['a pool', (origin: string) => new Pool(origin)],
  ['an agent', () => new Agent()],
])('%s can be asked without the front door', async (_name, make) => {
  const server = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dispatcher = make(origin);
  try {
    const { body } = await dispatcher.request({ origin, path: '/', method: 'GET' });
    expect(await body.text()).toBe('here');
  } finally {
    await dispatcher.destroy();
    server.close();
  }
});
