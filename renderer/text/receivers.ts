// The words of the receivers of alerts: their list in the settings, the form for one, and the test.
import type { ReceiverField, ReceiverKind, ReceiverSecret } from '../../shared/model/receiver-kinds.ts';

const kinds = {
  email: 'Email',
  ntfy: 'ntfy',
  telegram: 'Telegram',
  slack: 'Slack',
  discord: 'Discord',
  webhook: 'Webhook',
} satisfies Record<ReceiverKind, string>;

const fields = {
  to: 'To',
  from: 'From',
  smarthost: 'Mail server',
  username: 'User name',
  url: 'Address',
  chatId: 'Chat',
  channel: 'Channel',
} satisfies Record<ReceiverField, string>;

const hints = {
  to: 'me@example.org',
  from: 'odin@example.org',
  smarthost: 'mail.example.org:587',
  username: '',
  url: 'https://',
  chatId: '-1001234567890',
  channel: '#alerts',
} satisfies Record<ReceiverField, string>;

const secrets = { password: 'Password', url: 'Address', token: 'Token' } satisfies Record<ReceiverSecret, string>;

export const receiverText = {
  list: 'Receivers of alerts',
  about: 'Who hears of alerts. Nothing changes before you have seen its plan; a password goes into the Secret at once.',
  none: 'Nobody is told of alerts outside of this window.',
  add: 'Add receiver…',
  change: 'Change…',
  changeNamed: (name: string) => `Change ${name}…`,
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  removeFailed: 'It was not removed',
  test: 'Test…',
  testNamed: (name: string) => `Send a test to ${name}…`,
  kinds: { ...kinds, yaml: 'As YAML' },
  tells: { all: 'all alerts', critical: 'critical alerts', nothing: 'nothing yet', other: 'routes as YAML' },
  inSecret: 'address in the Secret',
  beyond: (paths: readonly string[]) => `Kept as YAML: ${paths.slice(0, 6).join(', ')}${paths.length > 6 ? ' …' : ''}`,
  missing: (keys: readonly string[]) =>
    `The Secret alertmanager-secrets has no ${keys.join(' and no ')} yet: nothing can be sent with it.`,
  asYaml: 'As YAML',
  yamlOf: 'Receivers as YAML',
  yamlWithMore: (keys: readonly string[]) => `The YAML says more than this list: ${keys.join(', ')}.`,
  unreadable: 'This YAML cannot be shown as a list.',

  addTitle: 'Add a receiver',
  changeTitle: (name: string) => `Change ${name}`,
  name: 'Name',
  nameHint: 'phone',
  kind: 'Kind',
  tellsOf: 'Tells of',
  tellsChoices: {
    all: 'All alerts',
    critical: 'Critical alerts alone',
    nothing: 'Nothing yet',
    other: 'As the routes of the YAML say',
  },
  fields,
  hints,
  secrets,
  urlHints: { ntfy: 'https://ntfy.sh/my-topic', webhook: 'http://hooks.lab/alerts' },
  isSecretUrl: 'The address is a secret',
  isSecretUrlHelp: 'Whoever knows it can read or send: the topic of a public ntfy is a password.',
  optional: 'Only where it asks for one.',
  keptAs: (key: string) => `Goes into the Secret alertmanager-secrets as ${key}.`,
  keptAlready: 'There; type another one to replace it',
  badUrl: 'An address begins with http:// or https://.',
  hasFragment: 'An address of a receiver has no # in it: take it out, with what stands behind it, or write it as %23.',
  badTopic: 'An address of ntfy ends with its topic, such as https://ntfy.sh/my-topic.',
  notOneLine: 'It is one line.',
  save: 'Add',
  saveChange: 'Change',
  notPut: (reason: string) => `The receiver is in the list, but its secret is not in the Secret: ${reason}`,
  declined: 'you said no.',
  willAsk: 'You will be asked before the secret is put there.',
  goesToPlan: 'It takes effect once its plan is applied.',

  testTitle: (name: string) => `Send a test to ${name}`,
  testAbout:
    'Alertmanager gets one alert, ODINTest, which ends by itself within a minute. It shows here as an alert, too.',
  severity: 'Severity',
  severities: { warning: 'Warning', critical: 'Critical' },
  send: 'Send the test',
  sent: (where: string, until: string) =>
    `Handed to Alertmanager; look at ${where} in half a minute. The alert ends at ${until}.`,
  sentElsewhere: (until: string) =>
    `Handed to Alertmanager, whose routes may lead it elsewhere. The alert ends at ${until}.`,
} as const;
