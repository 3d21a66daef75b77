import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMPLETE_CLUSTER } from '../cluster-checks/capabilities.ts';
import { valueAt } from '../manifests/at-path.ts';
import { renderStack } from '../render.ts';
import { readSettings } from './read-settings.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

async function rendered(receivers: string, templates = '') {
  const { settings } = readSettings({ version: 1, alerts: { receivers, templates } }, 'test');
  const { objects, notes } = await renderStack({
    assetsDir,
    namespace: 'monitoring',
    capabilities: COMPLETE_CLUSTER,
    settings,
  });
  const named = (kind: string, name: string) => objects.find((one) => one.kind === kind && one.metadata.name === name);
  const text = String(valueAt(named('ConfigMap', 'alertmanager-config'), ['data', 'alertmanager.yml']));
  return {
    text,
    notes,
    data: valueAt(named('ConfigMap', 'alertmanager-config'), ['data']),
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

it('carries what was written, not what it may be taken for', async () => {
  const { text } = await rendered(`
route:
  receiver: 0042
  continue: false
  routes:
    - {receiver: 0042, match: {rack: 0042, version: 1.10, on: off, serial: 12345678901234567890}}
    - &r {receiver: "0042", matchers: [rack=0042], continue: yes}
    - {group_wait: 1s, <<: *r, matchers: [rack="1e3"]}
receivers:
  - name: 0042
    labels: {team: on, quoted: "on"}
mute_time_intervals: [{name: night}]
`);
  for (const line of [
    'receiver: 0042',
    'rack: 0042',
    'version: 1.10',
    'on: off',
    'serial: 12345678901234567890',
    'receiver: "0042"',
    '- rack=0042',
    'continue: yes',
    '- name: 0042',
    'team: on',
    'quoted: "on"',
  ])
    expect(text.split('\n').map((each) => each.trim())).toContain(line);
  expect(text).not.toMatch(/<<|&r|continue: false|mute_time_intervals/);
  expect(parse(text).time_intervals).toEqual([{ name: 'night' }]);
});

it('puts templates beside the configuration', async () => {
  const templates = '{{ define "mine" }}on\t0042{{ end }}\n';
  const { config, data } = await rendered(
    'route: {receiver: a}\nreceivers: [{name: a}]\ntemplates: [x.tmpl]',
    templates,
  );
  expect(config.templates).toEqual(['settings.tmpl']);
  expect(data).toMatchObject({ 'settings.tmpl': templates });
  const alone = await rendered('', templates);
  expect(alone.config).toMatchObject({ route: { receiver: 'nobody' }, templates: ['settings.tmpl'] });
  const mounted = 'route: {receiver: a}\nreceivers: [{name: a}]\ntemplates: [/etc/alertmanager/secrets/a.tmpl]';
  expect((await rendered(mounted)).config.templates).toEqual(['/etc/alertmanager/secrets/a.tmpl']);
  expect((await rendered(mounted)).data).not.toHaveProperty('settings.tmpl');
  await expect(rendered("route: {receiver: a}\nreceivers: [{name: a}]\ntemplates: ['*.tmpl']")).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringContaining('put what is in them into the setting alerts.templates'),
  });
});

it('refuses templates that Alertmanager could not read', async () => {
  await expect(rendered('', 'a\n{{ define "mine" }}{{ if .A }}b{{ end }}')).rejects.toMatchObject({
    code: 'badInput',
    message: 'alerts.templates has {{ define }} at line 2 without its {{ end }}.',
  });
});

it.each<[string, readonly string[]]>([
  [
    "title: '{{ .CommonLabels.alertname }', text: '{{ range .Alerts }}x'",
    ['title has {{ at line 1 without its }}', 'text has {{ range }} at line 1 without its {{ end }}'],
  ],
  ['fields: [{title: a, value: "{{ if .A }}"}]', ['fields[0].value has {{ if }} at line 1 without its {{ end }}']],
  ["title: '{{ template \"slack.default.title\" . }}', text: '{{ range .Alerts }}{{ .Labels.a }}{{ end }} }}'", []],
])('remarks on a text that could not be sent: %s', async (fields, words) => {
  const slack = `{api_url_file: /etc/alertmanager/secrets/s, channel: '#a', ${fields}}`;
  const { notes } = await rendered(`route: {receiver: s}\nreceivers: [{name: s, slack_configs: [${slack}]}]`);
  expect(notes).toEqual(
    words.map(
      (one) =>
        `alerts.receivers receivers[0].slack_configs[0].${one}: Alertmanager takes it, and can send no message with it until it is mended.`,
    ),
  );
});

it('remarks on a receiver that no route leads to', async () => {
  const { notes } = await rendered('route: {receiver: a}\nreceivers: [{name: a}, {name: mail}, {name: 0042}]');
  expect(notes).toEqual([
    'alerts.receivers has the receiver mail, which no route leads to: it never hears of anything.',
    'alerts.receivers has the receiver 0042, which no route leads to: it never hears of anything.',
  ]);
});
