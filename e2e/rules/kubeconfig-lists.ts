// Lists of kubeconfig files, drawn by chance: names that repeat, nulls, halves, every encoding, as YAML and as JSON.
import fc from 'fast-check';
import { stringify } from 'yaml';

/** One file; undefined is one that is not there. */
export type DrawnFile = Uint8Array | undefined;

const NAMES = ['a', 'b', 'c', 'ops@lab', 'old/host:6443/someone'] as const;
const name = fc.constantFrom(...NAMES);
/** What kubectl takes for nothing, beside what is not there. */
const nothing = fc.constantFrom(null, '');
const SERVERS = ['https://127.0.0.1:1', 'https://127.0.0.1:2/', 'https://127.0.0.1:3/k8s/one', 'http://127.0.0.1:4'];
/** Not text to YAML, which spoils a whole file for kubectl. */
const odd = fc.constantFrom<unknown>(7, true, ['x'], { x: 'y' });

/** Mostly `usual`, sometimes nothing, seldom something odd. */
function field(usual: fc.Arbitrary<unknown>, oddity: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 20, arbitrary: usual },
    { weight: 3, arbitrary: nothing },
    { weight: oddity, arbitrary: odd },
  );
}

function entry(model: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.record(model, { requiredKeys: [] }) },
    { weight: 1, arbitrary: nothing.map(() => null) },
  );
}

function list(key: string, item: fc.Arbitrary<unknown>, mayRepeat: boolean): fc.Arbitrary<unknown> {
  const named = fc.tuple(name, item).map(([one, inner]) => ({ name: one, [key]: inner }));
  const entries = mayRepeat
    ? fc.array(named, { maxLength: 4 })
    : fc.uniqueArray(named, { maxLength: 4, selector: ({ name: one }) => one });
  return fc.oneof({ weight: 12, arbitrary: entries }, { weight: 1, arbitrary: fc.constant(null) });
}

function config(isWild: boolean): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const oddity = isWild ? 1 : 0;
  const text = (...choices: readonly string[]) => field(fc.constantFrom(...choices), oddity);
  const flag = fc.oneof(fc.boolean(), fc.constant(null));
  const cluster = entry({
    server: text(...SERVERS),
    'insecure-skip-tls-verify': flag,
    'certificate-authority-data': text('YWJj', 'YWJj\nZGVm'),
    'tls-server-name': text('name', '*.name'),
    'proxy-url': text('http://127.0.0.1:9'),
  });
  const variables = fc.array(fc.record({ name: text('HOME', 'A'), value: text('x', 'yes') }, { requiredKeys: [] }), {
    maxLength: 2,
  });
  const exec = fc.record(
    {
      apiVersion: fc.constant('client.authentication.k8s.io/v1beta1'),
      interactiveMode: fc.constant('IfAvailable'),
      command: text('no-such-plugin'),
      args: fc.oneof(fc.array(text('get', '-', '01'), { maxLength: 2 }), fc.constant(null)),
      env: fc.oneof(variables, fc.constant(null)),
    },
    { requiredKeys: ['apiVersion', 'interactiveMode'] },
  );
  const user = entry({
    token: text('token', '*token', '12:30'),
    username: text('me'),
    password: text('0042', 'yes', '*Secr3t'),
    'client-certificate-data': text('YWJj'),
    'client-key-data': text('ZGVm'),
    exec: fc.oneof(exec, fc.constant(null)),
    as: text('root'),
    'as-groups': fc.array(text('x'), { maxLength: 2 }),
  });
  const context = entry({
    cluster: field(name, oddity),
    user: field(name, oddity),
    namespace: text('apps', 'kube-system'),
  });
  return fc.record(
    {
      apiVersion: fc.constantFrom('v1', '', null),
      kind: fc.constantFrom('Config', '', null),
      'current-context': field(name, oddity),
      clusters: list('cluster', cluster, isWild),
      users: list('user', user, isWild),
      contexts: list('context', context, isWild),
      extra: fc.constantFrom<unknown>('x', [1, { a: null }], 0.5),
    },
    { requiredKeys: [] },
  );
}

const FORMS: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => stringify(value, { version: '1.1' }),
  (value) => stringify(value, { version: '1.1', indentSeq: false, nullStr: '~', trueStr: 'yes', falseStr: 'Off' }),
  (value) => `# by hand\n---\n${stringify(value, { version: '1.1', defaultStringType: 'QUOTE_DOUBLE', nullStr: '' })}`,
  (value) => `${stringify(value, { version: '1.1', aliasDuplicateObjects: true })}---\ncurrent-context: other\n`,
  (value) => `current-context: before\n${stringify(value, { version: '1.1' })}...\n{ [`,
  (value) => stringify(value, { version: '1.1', collectionStyle: 'flow', lineWidth: 0 }),
];

const ENCODINGS: readonly ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(text.replaceAll('\n', '\r\n')),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le').swap16(),
];

const file: fc.Arbitrary<DrawnFile> = fc.oneof(
  {
    weight: 15,
    arbitrary: fc
      .tuple(
        fc.oneof({ weight: 5, arbitrary: config(false) }, { weight: 1, arbitrary: config(true) }),
        fc.constantFrom(...FORMS),
        fc.constantFrom(...ENCODINGS),
      )
      .map(([value, form, encode]) => encode(form(value))),
  },
  { weight: 1, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom('', '# nothing\n', '[1]', 'a: *b', '{').map((text) => Buffer.from(text)) },
);

/** So many lists of one to four files, the same ones for a seed. */
export function drawLists(seed: number, count: number): readonly (readonly DrawnFile[])[] {
  return fc.sample(fc.array(file, { minLength: 1, maxLength: 4 }), { seed, numRuns: count });
}
