import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMPLETE_CLUSTER } from '../cluster-checks/capabilities.ts';
import { valueAt } from '../manifests/at-path.ts';
import { renderStack } from '../render.ts';
import { readSettings } from './read-settings.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

async function rendered(receivers: string) {
  const { settings } = readSettings({ version: 1, alerts: { receivers } }, 'test');
  const { objects } = await renderStack({
    assetsDir,
    namespace: 'monitoring',
    capabilities: COMPLETE_CLUSTER,
    settings,
  });
  const named = (kind: string, name: string) => objects.find((one) => one.kind === kind && one.metadata.name === name);
  const text = String(valueAt(named('ConfigMap', 'alertmanager-config'), ['data', 'alertmanager.yml']));
  return {
    text,
    config: parse(text),
    pod: valueAt(named('StatefulSet', 'alertmanager'), ['spec', 'template', 'spec']),
  };
}

it('joins them to what is there', async () => {
  const before = await rendered('');
  const { text, config, pod } = await rendered(`
global: {resolve_timeout: 10m}
route:
  receiver: mail
  repeat_interval: 1h
  routes:
    - matchers: [severity="critical"]
      receiver: phone
      active_time_intervals: [night]
      routes: [{receiver: nobody, matchers: [namespace="lab"]}]
receivers:
  - name: mail
    email_configs: [{to: me@example.test, from: odin@example.test, smarthost: mail.example.test:587, auth_password_file: /etc/alertmanager/secrets/mail}]
  - name: phone
    webhook_configs: [{url: http://phone.example.test}]
inhibit_rules: [{source_matchers: [a="b"], target_matchers: [c="d"]}]
time_intervals: [{name: night, time_intervals: []}]
`);
  expect(config).toMatchObject({
    global: { resolve_timeout: '10m' },
    route: { ...before.config.route, receiver: 'mail', repeat_interval: '1h', routes: [{ receiver: 'phone' }] },
    receivers: [{ name: 'nobody' }, { name: 'mail' }, { name: 'phone' }],
    inhibit_rules: [...before.config.inhibit_rules, { source_matchers: ['a="b"'] }],
    time_intervals: [{ name: 'night' }],
  });
  expect(text).toContain('# One message for one thing that is wrong');
  expect(pod).toMatchObject({
    containers: [
      {
        volumeMounts: expect.arrayContaining([
          { name: 'secrets', mountPath: '/etc/alertmanager/secrets', readOnly: true },
        ]),
      },
    ],
    volumes: expect.arrayContaining([
      { name: 'secrets', secret: { secretName: 'alertmanager-secrets', optional: true } },
    ]),
  });
});

it('refuses what Alertmanager would, also where there is none', async () => {
  const { settings } = readSettings(
    { version: 1, alerts: { receivers: 'route: {}' }, components: { alertmanager: false } },
    'test',
  );
  await expect(
    renderStack({ assetsDir, namespace: 'monitoring', capabilities: COMPLETE_CLUSTER, settings }),
  ).rejects.toMatchObject({ code: 'badInput', message: 'alerts.receivers receivers: must be a list of receivers.' });
});
