// Watches: events in order, from any version on, with bookmarks, and 410 for a past that is forgotten.
import { describe, expect, test } from 'vitest';
import { CONFIG_MAP } from './fixtures.ts';
import { forgetHistory } from './history.ts';
import { masked, maskValue } from './masked.ts';
import { expand, prepareSubject } from './target.ts';

const subject = prepareSubject();
const path = 'ns/v1/configmaps';
const create = (name: string, labels: object = {}) =>
  subject().send('POST', path, { body: { ...CONFIG_MAP, metadata: { name, labels } } });
const patch = (name: string, body: object) =>
  subject().send('PATCH', `${path}/${name}`, { body, contentType: 'application/merge-patch+json' });

interface Event {
  readonly type: string;
  readonly object: {
    readonly kind: string;
    readonly metadata: {
      readonly name?: string;
      readonly resourceVersion?: string;
      readonly annotations?: Record<string, string>;
    };
  };
}

async function version(): Promise<string> {
  const { body } = await subject().send('GET', path);
  return (body as { metadata: { resourceVersion: string } }).metadata.resourceVersion;
}

/** Reads events until enough has come; the watch ends then. */
async function watch(query: string, isEnough: (events: readonly Event[]) => boolean, from = path): Promise<Event[]> {
  const stop = new AbortController();
  const events: Event[] = [];
  const deadline = setTimeout(() => stop.abort(new Error(`only came: ${JSON.stringify(events)}`)), 20_000);
  try {
    const lines = subject().client.lines(expand(`${from}?watch=1&${query}`, subject().namespace), {
      signal: stop.signal,
    });
    for await (const line of lines) {
      events.push(JSON.parse(line) as Event);
      if (isEnough(events)) break;
    }
  } finally {
    clearTimeout(deadline);
    stop.abort();
  }
  return events;
}

const short = ({ type, object }: Event) => `${type} ${object.metadata.name ?? ''}`;

describe('a watch', () => {
  test('tells what happened since, in order', async () => {
    const since = await version();
    await create('w1');
    await patch('w1', { data: { a: '2' } });
    await subject().send('DELETE', `${path}/w1`);
    await create('w2');
    const events = await watch(`resourceVersion=${since}`, (seen) => seen.length === 4);
    expect(events.map(short)).toEqual(['ADDED w1', 'MODIFIED w1', 'DELETED w1', 'ADDED w2']);
    expect(maskValue(events, '')).toMatchSnapshot();
    const versions = events.map(({ object }) => BigInt(object.metadata.resourceVersion ?? 0));
    expect(versions).toEqual(versions.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(new Set(versions).size).toBe(4);
  });

  test('tells what is to come', async () => {
    const since = await version();
    const coming = watch(`resourceVersion=${since}`, (seen) => seen.some((it) => short(it) === 'ADDED later'));
    await create('later');
    expect((await coming).map(short)).toContain('ADDED later');
  });

  test.each(['', 'resourceVersion=0'])('begins with what is there: "%s"', async (query) => {
    await create('there');
    const events = await watch(query, (seen) => seen.some((it) => short(it) === 'ADDED there'));
    expect(events.every(({ type }) => type === 'ADDED')).toBe(true);
  });

  test('sees what comes into its selection and what leaves it', async () => {
    const since = await version();
    await create('s1', { in: 'no' });
    await patch('s1', { metadata: { labels: { in: 'yes' } } });
    await patch('s1', { data: { a: '2' } });
    await patch('s1', { metadata: { labels: { in: 'no' } } });
    const events = await watch(`resourceVersion=${since}&labelSelector=in%3Dyes`, (seen) => seen.length === 3);
    expect(events.map(short)).toEqual(['ADDED s1', 'MODIFIED s1', 'DELETED s1']);
  });

  test('ends when its time is over, with a bookmark before', async () => {
    const since = await version();
    const query = `resourceVersion=${since}&fieldSelector=metadata.name%3Dnone&allowWatchBookmarks=true&timeoutSeconds=8`;
    const ending = watch(query, () => false);
    // What is not selected shows in the bookmark's version alone.
    await create('unseen');
    const events = await ending;
    expect(events.map(({ type }) => type)).toContain('BOOKMARK');
    const bookmark = events.at(-1);
    expect(bookmark?.object.kind).toBe('ConfigMap');
    expect(BigInt(bookmark?.object.metadata.resourceVersion ?? 0)).toBeGreaterThan(BigInt(since));
  });

  test('may begin with a list, and says when that is over', async () => {
    await create('initial');
    const query = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
    const isEnd = ({ object }: Event) => object.metadata.annotations?.['k8s.io/initial-events-end'] === 'true';
    const events = await watch(query, (seen) => seen.some(isEnd));
    expect(events.map(short)).toContain('ADDED initial');
    expect(maskValue(events.at(-1), '')).toMatchSnapshot();
  });

  test.each(['resourceVersion=abc', 'sendInitialEvents=true'])('refuses %s', async (query) => {
    expect(masked(await subject().send('GET', `${path}?watch=1&timeoutSeconds=1&${query}`))).toMatchSnapshot();
  });
});

describe('a past that is forgotten', () => {
  test('is gone for watches and for pages of a list', async (context) => {
    // Events, because a real API server remembers more of everything else than it must.
    const events = 'ns/v1/events';
    for (const name of ['old1', 'old2', 'old3']) {
      const about = { involvedObject: { namespace: subject().namespace }, reason: 'X' };
      await subject().send('POST', events, { body: { metadata: { name, labels: { old: 'yes' } }, ...about } });
    }
    const page = `${events}?labelSelector=old%3Dyes&limit=1`;
    const first = await subject().send('GET', page);
    const { metadata } = first.body as { metadata: { continue: string; resourceVersion: string } };
    for (const name of ['after1', 'after2', 'after3']) await create(name);
    const why = await forgetHistory(subject());
    if (why !== undefined) context.skip(why);
    const seen = await watch(`resourceVersion=${metadata.resourceVersion}`, () => true, events);
    expect(maskValue(seen, '')).toMatchSnapshot();
    const next = await subject().send('GET', `${page}&continue=${metadata.continue}`);
    expect(masked(next)).toMatchSnapshot();
    // The token in the refusal goes on from there, on what is there now.
    const { continue: token } = (next.body as { metadata: { continue: string } }).metadata;
    const rest = await subject().send('GET', `${events}?labelSelector=old%3Dyes&continue=${token}`);
    const names = (rest.body as { items: { metadata: { name: string } }[] }).items.map((it) => it.metadata.name);
    expect(names).toEqual(['old2', 'old3']);
  });
});
