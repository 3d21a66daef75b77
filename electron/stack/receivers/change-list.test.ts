import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { ReceiverForm } from '../../../shared/model/receiver.ts';
import { ACCEPTED } from '../settings/alertmanager/receiver-cases.testkit.ts';
import { readReceivers } from '../settings/receivers-fragment.ts';
import { changeList } from './change-list.ts';
import { readList } from './read-list.ts';
import { anyForm } from './receiver-forms.testkit.ts';

// Each case reads the YAML many times, by a schema of all that Alertmanager knows.
vi.setConfig({ testTimeout: 30_000 });

const put = (yaml: string, receiver: ReceiverForm, former?: string) =>
  changeList(yaml, { to: 'put', receiver, ...(former === undefined ? {} : { former }) });
const remove = (yaml: string, name: string) => changeList(yaml, { to: 'remove', name });
const mail: ReceiverForm = {
  name: 'mail',
  kind: 'email',
  tells: 'all',
  fields: { to: 'me@example.org', from: 'odin@example.org', smarthost: 'mail.example.org:587' },
  secrets: {},
};
const failure = (change: () => unknown) => {
  try {
    return change();
  } catch (error) {
    const { code, subject, message } = error as { code: string; subject: string; message: string };
    return { code, subject, message };
  }
};

it('writes what Alertmanager’s documentation has', () => {
  const first = put('', {
    ...mail,
    fields: { ...mail.fields, username: 'me' },
    secrets: { password: 'mail-password' },
  });
  const second = put(first, {
    name: 'phone',
    kind: 'ntfy',
    tells: 'critical',
    fields: { url: 'https://ntfy.sh/alerts' },
    secrets: { token: 'phone-ntfy-token' },
  });
  expect(second).toBe(`route:
  receiver: nobody
  routes:
    - receiver: mail
      continue: true
    - receiver: phone
      matchers:
        - severity="critical"
      continue: true
receivers:
  - name: mail
    email_configs:
      - to: me@example.org
        from: odin@example.org
        smarthost: mail.example.org:587
        auth_username: me
        auth_password_file: /etc/alertmanager/secrets/mail-password
  - name: phone
    webhook_configs:
      - url: "https://ntfy.sh/alerts?template=alertmanager"
        http_config:
          authorization:
            credentials_file: /etc/alertmanager/secrets/phone-ntfy-token
`);
});

it('what is put is read again as it was put, and what is removed leaves what was there', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyForm, { minLength: 1, maxLength: 6, selector: ({ name }) => name }), (forms) => {
      const texts = [''];
      for (const form of forms) texts.push(put(texts.at(-1) ?? '', form));
      expect(readList(texts.at(-1) ?? '').receivers).toEqual(forms.map((form) => ({ ...form, beyond: [] })));
      const emptied = [texts.at(-1) ?? ''];
      for (const { name } of forms.toReversed()) emptied.push(remove(emptied.at(-1) ?? '', name));
      expect(emptied.map((text) => readList(text))).toEqual(texts.toReversed().map((text) => readList(text)));
    }),
    { numRuns: 15 },
  );
});

it('a change of one leaves each other receiver and its routes as they were', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyForm, { minLength: 2, maxLength: 5, selector: ({ name }) => name }),
      anyForm,
      (forms, next) => {
        const [first, ...others] = forms as [ReceiverForm, ...ReceiverForm[]];
        fc.pre(!others.some(({ name }) => name === next.name));
        const text = forms.reduce((yaml, form) => put(yaml, form), '');
        const wanted = next.kind === first.kind ? next : { ...first, name: next.name, tells: next.tells };
        const changed = readList(put(text, wanted, first.name)).receivers;
        expect(changed).toEqual([wanted, ...others].map((form) => ({ ...form, beyond: [] })));
      },
    ),
    { numRuns: 15 },
  );
});

const BY_HAND = `# who is told
global: {resolve_timeout: 10m}
route:
  receiver: mail # all of it
  routes:
    - matchers: [severity="critical"]
      receiver: team
receivers:
  - name: mail
    email_configs:
      - to: me@example.org
        from: odin@example.org
        smarthost: mail.example.org:587
        headers: {Subject: 'ODIN: 0042'} # short
        send_resolved: yes
  - name: team
    pagerduty_configs: [{routing_key_file: /etc/alertmanager/secrets/pd}]
    webhook_configs: [{url: 'http://x'}]
inhibit_rules:
  - {source_matchers: [a="b"], target_matchers: [c="d"]}
`;

describe('YAML by hand', () => {
  it('is shown with what the form does not know', () => {
    expect(readList(BY_HAND)).toEqual({
      receivers: [
        { ...mail, tells: 'other', beyond: ['send_resolved', 'headers.Subject'] },
        {
          name: 'team',
          kind: 'yaml',
          tells: 'other',
          fields: {},
          secrets: {},
          beyond: ['pagerduty_configs', 'webhook_configs'],
        },
      ],
      beyond: ['global', 'inhibit_rules'],
    });
  });

  it('keeps every word and comment that is not changed', () => {
    const { tells: _kept, ...rest } = mail;
    const changed = put(BY_HAND, { ...rest, fields: { ...mail.fields, to: 'you@example.org' } }, 'mail');
    expect(changed).toBe(BY_HAND.replace('me@example.org', 'you@example.org'));
  });

  it('tells those of before of the same when another one is added', () => {
    const phone: ReceiverForm = { name: 'phone', kind: 'discord', tells: 'all', fields: {}, secrets: { url: 'd-url' } };
    const { route } = readReceivers(put(BY_HAND, phone)).fragment;
    expect(route).toEqual({
      receiver: 'nobody',
      routes: [
        { receiver: 'phone', continue: true },
        { receiver: 'mail', routes: [{ matchers: ['severity="critical"'], receiver: 'team' }] },
      ],
    });
  });

  it('is not changed where that would lose what the form does not know', () => {
    expect(failure(() => put(BY_HAND, mail, 'mail'))).toMatchObject({ code: 'badInput', subject: 'tells' });
    expect(failure(() => remove(BY_HAND, 'team'))).toMatchObject({
      message: 'Routes of the YAML lead to team: take them out there first.',
    });
    expect(
      failure(() => put(BY_HAND, { ...mail, kind: 'slack', fields: {}, secrets: { url: 'a' } }, 'mail')),
    ).toMatchObject({
      subject: 'kind',
    });
    const last = 'global: {resolve_timeout: 10m}\nroute: {receiver: a}\nreceivers: [{name: a}]';
    expect(failure(() => remove(last, 'a'))).toMatchObject({ message: expect.stringContaining('(global)') });
  });
});

it('any YAML that settings take is listed, and stays what it says when a receiver comes and goes', () => {
  const form: ReceiverForm = {
    name: 'added',
    kind: 'discord',
    tells: 'critical',
    fields: {},
    secrets: { url: 'added-url' },
  };
  const refused: unknown[] = [];
  for (const text of ACCEPTED) {
    const before = readReceivers(text).fragment;
    const names = before.receivers.map(({ name }) => name);
    expect(readList(text).receivers.map(({ name }) => name)).toEqual(names);
    const added = failure(() => put(text, form));
    if (typeof added !== 'string') {
      refused.push(added);
      continue;
    }
    const { receivers, inhibit_rules, time_intervals, global } = readReceivers(added).fragment;
    expect(receivers.slice(0, -1), text).toEqual(before.receivers);
    expect({ inhibit_rules, time_intervals, global }).toEqual({
      inhibit_rules: before.inhibit_rules,
      time_intervals: before.time_intervals,
      global: before.global,
    });
    expect(readList(added).receivers.at(-1)).toMatchObject({ name: 'added', tells: 'critical' });
  }
  // Two documents in one text, and a colon that Go would not read.
  expect(refused).toEqual([
    expect.objectContaining({ code: 'badInput' }),
    expect.objectContaining({ code: 'badInput' }),
  ]);
});

const hook = (name: string, url: string): ReceiverForm => ({ name, kind: 'webhook', fields: { url }, secrets: {} });
const ROUTE = 'route: {receiver: nobody}\n';

describe('the lines of others', () => {
  const long = `See ${'{{ range .Alerts }}{{ .Annotations.summary }} {{ end }}'.repeat(4)} here`;
  const WRAPPED = `# who is told
route:
  receiver:   nobody
  routes:
  - receiver: phone   # at night, too
    continue: true

receivers:
# the one in the kitchen
- name: phone
  webhook_configs:
  - url: http://phone.lab/x
    max_alerts:   5
- name: mail
  email_configs:
  - to:   me@example.org
    from: odin@example.org
    smarthost: 'mail.example.org:587'
    html: ${long}
    text: >-
      ${long}
      and more
    headers: { Subject: "${long}",
               Reply-To: 'me@example.org' }
`;
  const phone: ReceiverForm = { name: 'phone', kind: 'webhook', fields: { url: 'http://other/x' }, secrets: {} };

  it.each([
    ['as they are', WRAPPED],
    ['with line ends of Windows', WRAPPED.replaceAll('\n', '\r\n')],
  ])('stay byte by byte, %s', (_what, text) => {
    const lineEnd = text.includes('\r') ? '\r\n' : '\n';
    expect(put(text, phone, 'phone')).toBe(text.replace('http://phone.lab/x', 'http://other/x'));
    expect(put(text, { ...phone, name: 'bell', fields: { url: 'http://phone.lab/x' } }, 'phone')).toBe(
      text.replace('receiver: phone', 'receiver: bell').replace('name: phone', 'name: bell'),
    );
    const added = put(text, { ...phone, name: 'new', tells: 'critical' });
    expect(added.split(lineEnd).filter((line) => !text.split(lineEnd).includes(line))).toEqual([
      '  - receiver: new',
      '    matchers:',
      '      - severity="critical"',
      '- name: new',
      '    - url: http://other/x',
    ]);
    expect(remove(added, 'new')).toBe(text);
  });
});

describe('aliases', () => {
  const USED = /^&\w is used elsewhere by an alias: change it as YAML\.$/;
  it.each([
    [
      'a config',
      `${ROUTE}receivers:\n- name: a\n  webhook_configs:\n  - &w\n    url: http://a/x\n- name: b\n  webhook_configs: [*w]\n`,
    ],
    [
      'a list',
      `${ROUTE}receivers:\n- name: a\n  webhook_configs: &w\n  - url: http://a/x\n- name: b\n  webhook_configs: *w\n`,
    ],
    [
      'a text',
      `${ROUTE}receivers:\n- name: a\n  webhook_configs:\n  - url: &w http://a/x\n- name: b\n  webhook_configs:\n  - url: *w\n`,
    ],
    // Without its second anchor the alias would lead to the first.
    [
      'a name given twice',
      `global: {smtp_hello: &w http://a/y}\n${ROUTE}receivers:\n- name: a\n  webhook_configs:\n  - url: &w http://a/x\n- name: b\n  webhook_configs:\n  - url: *w\n`,
    ],
    [
      'a merge',
      `${ROUTE}receivers:\n- name: a\n  webhook_configs:\n  - &w {url: http://a/x}\n- name: b\n  webhook_configs:\n  - {<<: *w}\n`,
    ],
  ])('%s that is used elsewhere is neither changed nor removed', (_what, text) => {
    const refused = { code: 'badInput', subject: 'name', message: expect.stringMatching(USED) };
    expect(failure(() => put(text, hook('a', 'http://changed/x'), 'a'))).toEqual(refused);
    expect(failure(() => remove(text, 'a'))).toEqual(refused);
    // What has the alias may go, and others may come.
    expect(readList(remove(text, 'b')).receivers).toMatchObject([{ name: 'a', fields: { url: 'http://a/x' } }]);
    const before = readReceivers(text).fragment.receivers;
    expect(readReceivers(put(text, hook('c', 'http://c/x'))).fragment.receivers.slice(0, -1)).toEqual(before);
  });

  it('a route that is used elsewhere keeps its receiver', () => {
    const text =
      'route:\n  routes:\n  - &r {receiver: a, continue: true}\n  - {matchers: [x="y"], routes: [*r]}\nreceivers: [{name: a, webhook_configs: [{url: http://a/x}]}]\n';
    expect(failure(() => put(text, hook('z', 'http://a/x'), 'a'))).toMatchObject({
      message: expect.stringMatching(USED),
    });
  });

  it.each([
    ['<<: {receivers: [{name: a}]}\nroute: {receiver: nobody}\n'],
    ['route: {receiver: nobody}\n<<: {receivers: [{name: a}, {name: b}]}\n'],
    ['global: {smtp_hello: &k receivers}\nroute: {receiver: nobody}\n*k : [{name: a}]\n'],
  ])('first keys that come from one are refused: %j', (text) => {
    const refused = { code: 'badInput', message: expect.stringMatching(/^Its first keys come from an alias [^.]*\.$/) };
    expect(failure(() => put(text, hook('w', 'http://w/x')))).toMatchObject(refused);
    expect(failure(() => remove(text, 'a'))).toMatchObject({ code: 'badInput' });
  });

  it('a list that is one is not made anew, nor is a receiver changed that merges another', () => {
    const list = `${ROUTE}inhibit_rules: &e [{name: a}]\nreceivers: *e\n`;
    expect(failure(() => put(list, hook('w', 'http://w/x')))).toMatchObject({
      message: 'Its receivers are written by an alias of YAML: change them there.',
    });
    const merged = `${ROUTE}receivers:\n- &a {name: a, webhook_configs: [{url: http://a/x}]}\n- {<<: *a, name: b}\n`;
    expect(failure(() => put(merged, hook('b', 'http://b/x'), 'b'))).toMatchObject({
      message: 'It is written by an alias of YAML: change it there.',
    });
  });
});

it.each([`---\n---\n${BY_HAND}`, `${BY_HAND}---\n`, `---\n${BY_HAND}...\n---\n...\n`])(
  'more than one document is refused in one sentence: %j',
  (text) => {
    const refused = {
      code: 'badInput',
      subject: 'name',
      message: 'The YAML has more than one document: leave one of them, without --- around it.',
    };
    expect(failure(() => put(text, hook('w', 'http://w/x')))).toEqual(refused);
    expect(failure(() => remove(text, 'mail'))).toEqual(refused);
  },
);

it.each<[subject: string, change: Partial<ReceiverForm>, words: string]>([
  ['name', { name: ' ' }, 'Give it a name, such as phone.'],
  ['name', { name: 'nobody' }, 'The stack has a receiver nobody already: choose another name.'],
  ['to', { fields: { ...mail.fields, to: 'me' } }, 'Type an address to write to, such as me@example.org.'],
  ['to', { fields: { ...mail.fields, to: '' } }, 'Type an address to write to, such as me@example.org.'],
  ['smarthost', { fields: { ...mail.fields, smarthost: 'mail.example.org' } }, 'Type the mail server and its port'],
  ['smarthost', { fields: { ...mail.fields, smarthost: 'mail:99999' } }, 'Type the mail server and its port'],
  ['username', { secrets: { password: 'p' } }, 'A password needs a user name'],
  ['url', { kind: 'webhook', fields: { url: 'hooks.lab' } }, 'An address begins with http:// or https://'],
  ['url', { kind: 'webhook', fields: {} }, 'Type an address'],
  ['url', { kind: 'webhook', fields: { url: 'https://me:pw@x/y' } }, 'It has a password in it'],
  ['url', { kind: 'webhook', fields: { url: 'https://x/hook?token=abc' } }, 'It has token=… in it, which everybody'],
  ['url', { kind: 'ntfy', fields: { url: 'https://ntfy.sh/topic#x' } }, 'An address of a receiver has no # in it'],
  ['url', { kind: 'webhook', fields: { url: 'https://x/hook#' } }, 'An address of a receiver has no # in it'],
  ['url', { kind: 'ntfy', fields: { url: 'https://ntfy.sh/' } }, 'An address of ntfy ends with its topic'],
  ['chatId', { kind: 'telegram', fields: { chatId: '@me' }, secrets: { token: 't' } }, 'A chat is a number'],
  ['token', { kind: 'telegram', fields: { chatId: '1' } }, 'Type the token.'],
  ['url', { kind: 'slack', fields: {} }, 'Type an address'],
])('refuses %s in one sentence', (subject, change, words) => {
  expect(failure(() => put('', { ...mail, ...change }))).toMatchObject({
    code: 'badInput',
    subject,
    message: expect.stringMatching(/^[^.].*\.$/),
  });
  expect(JSON.stringify(failure(() => put('', { ...mail, ...change })))).toContain(words);
});
