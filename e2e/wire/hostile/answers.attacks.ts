// Answers of an API server that are too much, or of another shape.
import { gzipSync } from 'node:zlib';
import { type Ask, json } from './ask.ts';
import type { Attack } from './attack.ts';
import { list } from './honest.ts';
import { pour, pourOut } from './server.ts';

/** Many requests are answered so at once: which of them is told of first, or that none is over in time, is a race. */
const TOO_MUCH = /answers with more than|has more than there is room for/;
const LATE = /has not answered .+ within/;
const REFUSED = [3, 4];
const STRANGE = /with something that no API server says|with something else than JSON/;
const begin = ({ response }: Ask, headers: Record<string, string> = {}, status = 200) =>
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
const isPods = ({ path, query }: Ask) => path.endsWith('/pods') && !query.has('watch');
const isWatch = ({ query }: Ask) => query.has('watch');

/** The answer of any list of pods. */
const pods = (name: string, code: Attack['code'], says: RegExp, answer: (ask: Ask) => void): Attack => ({
  name,
  code: [code, 3, 4].flat(),
  says: new RegExp(`${says.source}|${LATE.source}`, 'm'),
  request: (ask) => {
    if (!isPods(ask)) return false;
    answer(ask);
    return true;
  },
});

/** The answer to whatever is asked. */
const all = (name: string, code: Attack['code'], says: RegExp, answer: (ask: Ask) => void): Attack => ({
  name,
  code: [code, 3, 4].flat(),
  says: new RegExp(`${says.source}|${LATE.source}`, 'm'),
  request: (ask) => {
    answer(ask);
    return true;
  },
});

const pod = (index: number, more: object = {}) => ({ metadata: { name: `p${index}`, resourceVersion: '1', ...more } });
const EMPTY = { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' } };
const opened = (text: string) => `{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[${text}`;

const tooMuch: readonly Attack[] = [
  all('a body without an end', REFUSED, TOO_MUCH, (ask) => {
    begin(ask).write('{"kind":"');
    pour(ask.response, 'a'.repeat(65_536));
  }),
  all('blanks without an end', REFUSED, TOO_MUCH, (ask) => pour(begin(ask), ' '.repeat(65_536))),
  all('lists in lists without an end', REFUSED, TOO_MUCH, (ask) => pour(begin(ask), '['.repeat(65_536))),
  all('a hundred thousand lists in lists', REFUSED, /levels of lists/, (ask) =>
    begin(ask).end('['.repeat(100_000) + ']'.repeat(100_000)),
  ),
  all('objects a thousand deep', REFUSED, /levels of lists/, (ask) =>
    begin(ask).end(`${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`),
  ),
  pods('a million empty objects', REFUSED, TOO_MUCH, (ask) => {
    begin(ask).write(opened(''));
    pourOut(ask.response, `${'{},'.repeat(10_000)}`, 100, '{}]}');
  }),
  pods('a million pods on one page', REFUSED, TOO_MUCH, (ask) => {
    begin(ask).write(opened(''));
    pourOut(ask.response, `${JSON.stringify(pod(1))},`.repeat(1_000), 1_000, `${JSON.stringify(pod(2))}]}`);
  }),
  pods('pages without an end', REFUSED, /does not end|room for/, ({ response, count }) =>
    list(
      response,
      'pods',
      Array.from({ length: 500 }, (_, index) => pod(count * 500 + index)),
      { continue: `t${count}` },
    ),
  ),
  pods('empty pages without an end', REFUSED, /does not end/, ({ response }) =>
    list(response, 'pods', [], { continue: 'again' }),
  ),
  pods('a page that is always too large', REFUSED, TOO_MUCH, (ask) => {
    begin(ask).write(opened('{"metadata":{"name":"'));
    pourOut(ask.response, 'x'.repeat(1_000_000), 100, '"}}]}');
  }),
  pods('a label of a hundred megabytes', REFUSED, TOO_MUCH, (ask) => {
    begin(ask).write(opened('{"metadata":{"name":"a","labels":{"b":"'));
    pourOut(ask.response, 'x'.repeat(1_000_000), 100, '"}}}]}');
  }),
  pods('a million labels', REFUSED, TOO_MUCH, ({ response }) => {
    const labels = Object.fromEntries(Array.from({ length: 1_000_000 }, (_, index) => [`l${index}`, '1']));
    list(response, 'pods', [pod(1, { labels })]);
  }),
  pods('ten megabytes of managed fields', REFUSED, TOO_MUCH, ({ response }) => {
    const fieldsV1 = Object.fromEntries(
      Array.from({ length: 400_000 }, (_, index) => [`f:${index}-${'x'.repeat(10)}`, {}]),
    );
    list(response, 'pods', [pod(1, { managedFields: [{ manager: 'helm', fieldsV1 }] })]);
  }),
  all('gzip that nobody asked for, a bomb', 3, /encoding that nobody asked for|cannot be inflated|more than/, (ask) =>
    begin(ask, { 'Content-Encoding': 'gzip' }).end(BOMB),
  ),
  all('brotli', 3, /an encoding that nobody asked for/, (ask) => begin(ask, { 'Content-Encoding': 'br' }).end('x')),
  all('a refusal without an end', 3, /was answered with 500/, (ask) => pour(begin(ask, {}, 500), 'no '.repeat(20_000))),
  all('a refusal that is all brackets', 4, /was answered with 403/, (ask) =>
    begin(ask, {}, 403).end('<'.repeat(5_000_000)),
  ),
  all('a Status with a message of ten megabytes', 4, /was answered with 403|^odin: x{100}/m, ({ response }) =>
    json(response, { kind: 'Status', message: 'x'.repeat(10_000_000) }, 403),
  ),
  {
    name: 'an event without an end',
    code: 0,
    says: /not installed/,
    request: (ask) => {
      if (!isWatch(ask)) return false;
      begin(ask).write('{"type":"ADDED","object":{"a":"');
      pour(ask.response, 'a'.repeat(65_536));
      return true;
    },
  },
];

const BOMB = gzipSync(Buffer.alloc(200_000_000));

const bodies: readonly [string, unknown][] = [
  ['null', null],
  ['a number', 7],
  ['a string', 'pods'],
  ['a list', [1]],
  ['true', true],
  ['an empty object', {}],
  ['items that are null and no metadata', { ...EMPTY, items: 5 }],
  ['items that are a string', { ...EMPTY, items: 'none' }],
  ['items that are an object', { ...EMPTY, items: { length: 3 } }],
  ['an item that is null', { ...EMPTY, items: [null] }],
  ['an item that is a number', { ...EMPTY, items: [1] }],
  ['an item without metadata', { ...EMPTY, items: [{}] }],
  ['metadata that is a string', { ...EMPTY, items: [{ metadata: 'm' }] }],
  ['metadata that is a list', { ...EMPTY, items: [{ metadata: [] }] }],
  ['a name that is a number', { ...EMPTY, items: [{ metadata: { name: 1 } }] }],
  ['a name that is empty', { ...EMPTY, items: [{ metadata: { name: '' } }] }],
  ['labels that are a list', { ...EMPTY, items: [pod(1, { labels: ['a'] })] }],
  ['a label that is a number', { ...EMPTY, items: [pod(1, { labels: { a: 1 } })] }],
  ['annotations that are a string', { ...EMPTY, items: [pod(1, { annotations: 'a' })] }],
  ['owners that are a string', { ...EMPTY, items: [pod(1, { ownerReferences: 'me' })] }],
  ['an owner that is null', { ...EMPTY, items: [pod(1, { ownerReferences: [null] })] }],
  ['managed fields that are a number', { ...EMPTY, items: [pod(1, { managedFields: 1 })] }],
  ['a version that is a number', { ...EMPTY, items: [pod(1, { resourceVersion: 1 })] }],
  ['a namespace that is an object', { ...EMPTY, items: [pod(1, { namespace: {} })] }],
  ['a time that is a number', { ...EMPTY, items: [pod(1, { creationTimestamp: 1e300 })] }],
  ['a continue token that is an object', { ...EMPTY, metadata: { continue: {} }, items: [] }],
];

const shapes = bodies.map(([what, body]) =>
  pods(`a list of pods that is ${what}`, 3, STRANGE, ({ response }) => json(response, body)),
);

const odd: readonly Attack[] = [
  pods('keys of every object’s prototype', 0, /not installed/, (ask) =>
    begin(ask).end(
      opened(
        '{"metadata":{"name":"__proto__","labels":{"__proto__":"x","constructor":"y"},"annotations":{"toString":"z"},"ownerReferences":[{"kind":"constructor","name":"__proto__","uid":"toString","controller":true}]},"spec":{"__proto__":{"containers":[1]},"constructor":1},"status":{"phase":"constructor","conditions":[{"type":"__proto__"}]}}]}',
      ),
    ),
  ),
  pods('numbers beyond all bounds', 0, /not installed/, (ask) =>
    begin(ask).end(
      opened(
        '{"metadata":{"name":"a","generation":1e999,"creationTimestamp":"+275760-09-13T00:00:00.001Z"},"status":{"phase":"Running","startTime":"never","containerStatuses":[{"restartCount":1e999,"state":{"terminated":{"exitCode":-1e999,"finishedAt":5}}}]}}]}',
      ),
    ),
  ),
  all('a web page', 3, /web page/, ({ response }) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>'),
  ),
  all('plain text', 3, /something else than JSON/, ({ response }) => response.writeHead(200).end('hello')),
  all('JSON that is cut short', 3, /before it was whole/, (ask) => begin(ask).end('{"items":[')),
  all('a redirect to itself', 3, /was answered with 302/, ({ response, path }) =>
    response.writeHead(302, { Location: path }).end(),
  ),
  all('a 401 whose Status is of other types', 3, /does not accept the credentials/, ({ response }) =>
    json(response, { kind: 'Status', message: 5, details: 'x', code: 'none' }, 401),
  ),
  all('a 409 whose causes are a string', 4, /was answered with 409/, ({ response }) =>
    json(response, { kind: 'Status', message: null, details: { causes: 'many', retryAfterSeconds: 'soon' } }, 409),
  ),
  ...['1000000000', '-1', 'NaN', '1e400', 'soon'].map((after) =>
    all(`429 with Retry-After: ${after}`, 3, /429/, (ask) => begin(ask, { 'Retry-After': after }, 429).end('{}')),
  ),
  all('429 with Retry-After: 0, for ever', 3, /429/, (ask) => begin(ask, { 'Retry-After': '0' }, 429).end('{}')),
  ...[5, {}, [], null, 'x'.repeat(3_000_000)].map(
    (gitVersion): Attack => ({
      name: `a version that is ${JSON.stringify(gitVersion)?.slice(0, 20)}`,
      code: 0,
      says: /not installed/,
      request: ({ path, response }) => {
        if (path !== '/version') return false;
        json(response, { gitVersion });
        return true;
      },
    }),
  ),
  ...[
    '{"type":"EXPLODED","object":{"metadata":{"name":"a"}}}',
    '{"type":"ADDED"}',
    '{"type":"ADDED","object":{}}',
    '7',
    'null',
    '[]',
    '{"type":"BOOKMARK","object":null}',
    '{"type":"ERROR","object":null}',
    '{"type":"ERROR","object":{"kind":"Status","code":410}}',
  ].map(
    (line): Attack => ({
      name: `a watch that says ${line}`,
      code: 0,
      says: /not installed/,
      request: (ask) => {
        if (!isWatch(ask)) return false;
        begin(ask).end(`${line}\n`);
        return true;
      },
    }),
  ),
];

export const ANSWERS: readonly Attack[] = [...tooMuch, ...shapes, ...odd];
