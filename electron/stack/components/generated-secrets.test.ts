import { compare } from 'bcryptjs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { generatedSecrets } from './generated-secrets.ts';
import { nodeExporterAuthSecret } from './rows/node-exporter-secret.ts';

const dataSchema = z.object({ password: z.base64(), 'web.yml': z.base64() });
const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8');

it('gives Prometheus a password, and node-exporter a hash that it fits', async () => {
  const { data } = await nodeExporterAuthSecret('here', 'a known password');
  const { password, 'web.yml': config } = dataSchema.parse(data);
  expect(decode(password)).toBe('a known password');
  const { basic_auth_users: users } = parse(decode(config));
  expect(Object.keys(users)).toEqual(['prometheus']);
  expect(await compare('a known password', users.prometheus)).toBe(true);
  expect(await compare('another', users.prometheus)).toBe(false);
  expect(decode(config)).not.toContain('a known password');
});

it('makes a password for each Secret that is needed', async () => {
  let count = 0;
  const make = (...components: readonly string[]) =>
    generatedSecrets(new Set(components), 'here', () => `password ${++count}`);
  expect(await make('prometheus')).toEqual([]);
  const [grafana, , nodeExporter] = await make('grafana', 'node-exporter');
  expect(grafana?.data).toMatchObject({ 'admin-password': Buffer.from('password 1').toString('base64') });
  expect(nodeExporter?.data).toMatchObject({ password: Buffer.from('password 2').toString('base64') });
});
