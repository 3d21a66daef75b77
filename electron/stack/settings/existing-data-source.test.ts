import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { KubeObject } from '../../../shared/model/object.ts';
import { type StackSettings, stackSettingsSchema } from '../../../shared/model/stack-settings.ts';
import { valueAt } from '../manifests/at-path.ts';
import { existingPrometheus, leftOutWith } from './existing-prometheus.ts';

const file = readFileSync(
  new URL('../../../assets/stack/1.0.0/grafana/datasources/prometheus.yaml', import.meta.url),
  'utf8',
);
const objects: readonly KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'grafana-datasources', namespace: 'monitoring' },
    data: { 'prometheus.yaml': file },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'grafana', namespace: 'monitoring' },
    spec: { template: { spec: { containers: [{ name: 'grafana', env: [{ name: 'A', value: '1' }] }] } } },
  },
];
const settingsOf = (more: object): StackSettings =>
  stackSettingsSchema.parse({
    version: 1,
    prometheus: { existing: { namespace: 'lab', service: 'kps', ...more } },
  });
const made = (more: object) => {
  const [config, deployment] = existingPrometheus(objects, settingsOf(more));
  const env = valueAt(deployment, ['spec', 'template', 'spec', 'containers', 0, 'env']) as readonly object[];
  return { source: parse(String(valueAt(config, ['data', 'prometheus.yaml']))).datasources[0], env };
};
const usual = { httpMethod: 'POST', prometheusType: 'Prometheus', timeInterval: '15s' };
const variable = (name: string, key: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: 'access', key, optional: true } },
});

it.each<[string, object, object, readonly object[]]>([
  ['as it was before there was more to say', {}, { url: 'http://kps.lab:9090', jsonData: usual }, []],
  ['a path', { path: '/prometheus' }, { url: 'http://kps.lab:9090/prometheus', jsonData: usual }, []],
  ['a path with a slash at its end', { path: '/a/' }, { url: 'http://kps.lab:9090/a', jsonData: usual }, []],
  [
    'the path of a tenant',
    { path: '/select/0:1/prometheus' },
    { url: 'http://kps.lab:9090/select/0:1/prometheus' },
    [],
  ],
  ['a path in which Grafana would see a variable', { path: '/$HOME' }, { url: 'http://kps.lab:9090/$$HOME' }, []],
  [
    'https, by its longer name',
    { scheme: 'https', port: 443 },
    { url: 'https://kps.lab.svc:443', jsonData: usual },
    [],
  ],
  [
    'https whose certificate nobody looks at',
    { scheme: 'https', trust: 'skipVerify' },
    { jsonData: { ...usual, tlsSkipVerify: true } },
    [],
  ],
  [
    'https of a private authority, by another name',
    { scheme: 'https', trust: 'secret', secret: 'access', serverName: 'metrics.example.org' },
    {
      jsonData: { ...usual, tlsAuthWithCACert: true, serverName: 'metrics.example.org' },
      secureJsonData: { tlsCACert: '$PROMETHEUS_CA' },
    },
    [variable('PROMETHEUS_CA', 'ca.crt')],
  ],
  [
    'a user and a password',
    { auth: 'basic', secret: 'access' },
    {
      basicAuth: true,
      basicAuthUser: '$PROMETHEUS_USERNAME',
      secureJsonData: { basicAuthPassword: '$PROMETHEUS_PASSWORD' },
    },
    [variable('PROMETHEUS_USERNAME', 'username'), variable('PROMETHEUS_PASSWORD', 'password')],
  ],
  [
    'a token, and a tenant beside it',
    { auth: 'bearer', secret: 'access', tenant: 'lab' },
    {
      jsonData: { ...usual, httpHeaderName1: 'Authorization', httpHeaderName2: 'X-Scope-OrgID' },
      secureJsonData: { httpHeaderValue1: 'Bearer $PROMETHEUS_TOKEN', httpHeaderValue2: 'lab' },
    },
    [variable('PROMETHEUS_TOKEN', 'token')],
  ],
  [
    'a tenant alone',
    { tenant: 'lab|other' },
    {
      jsonData: { ...usual, httpHeaderName1: 'X-Scope-OrgID' },
      secureJsonData: { httpHeaderValue1: 'lab|other' },
    },
    [],
  ],
])('Grafana asks with %s', (_what, more, source, env) => {
  const result = made(more);
  expect(result.source).toMatchObject(source);
  expect(result.env).toEqual([{ name: 'A', value: '1' }, ...env]);
});

it('holds no value of the Secret, and no key that the settings do not ask for', () => {
  const { source, env } = made({ secret: 'access' });
  expect(source).not.toHaveProperty('basicAuth');
  expect(source).not.toHaveProperty('secureJsonData');
  expect(env).toHaveLength(1);
});

it.each<[object, string]>([
  [{ auth: 'basic', secret: 'access' }, 'without encryption'],
  [{ scheme: 'https', trust: 'skipVerify' }, 'is not checked'],
  [{ auth: 'basic', secret: 'access' }, 'rollout restart deployment grafana'],
])('%j is told of: %s', (more, words) => {
  expect(leftOutWith(settingsOf({})).join(' ')).not.toContain(words);
  expect(leftOutWith(settingsOf(more)).join(' ')).toContain(words);
});

it.each<[object, string | undefined]>([
  [{ path: '' }, undefined],
  [{ path: '/' }, undefined],
  [{ path: '/select/0/prometheus/' }, undefined],
  [{ path: '/api/prom%20x' }, undefined],
  [{ path: 'prometheus' }, 'must begin with a slash'],
  [{ path: 'http://kps/prometheus' }, 'must begin with a slash'],
  [{ path: '/a?b=c' }, 'must be the path of a URL'],
  [{ path: '/a#b' }, 'must be the path of a URL'],
  [{ path: '/a b' }, 'must be the path of a URL'],
  [{ path: '/a/../b' }, 'must be the path of a URL'],
  [{ path: '/..' }, 'must be the path of a URL'],
  [{ path: '//evil.example/' }, 'must be the path of a URL'],
  [{ path: '/a\r\nx: y' }, 'must be the path of a URL'],
  [{ path: '/%zz' }, 'must be the path of a URL'],
  [{ scheme: 'HTTPS' }, 'must be http or https'],
  [{ trust: 'skipVerify' }, 'set scheme to https'],
  [{ serverName: 'kps' }, 'set scheme to https'],
  [{ scheme: 'https', trust: 'secret' }, 'name the Secret with ca.crt'],
  [{ auth: 'bearer' }, 'name the Secret with the login'],
  [{ auth: 'digest' }, 'must be none, basic or bearer'],
  [{ tenant: 'a\nb' }, 'must be the name of a tenant'],
  [{ password: 'hunter2' }, 'password'],
])('the settings %j are refused: %s', (more, words) => {
  const value = { version: 1, prometheus: { existing: { namespace: 'lab', service: 'kps', ...more } } };
  const issues = stackSettingsSchema.safeParse(value).error?.issues ?? [];
  if (words === undefined) expect(issues).toEqual([]);
  else expect(issues.map(({ message }) => message).join(' ')).toContain(words);
});
