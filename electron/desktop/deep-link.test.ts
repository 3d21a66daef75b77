import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkAmong, readDeepLink } from './deep-link.ts';
import { WaitingLink } from './waiting-link.ts';

const GRAFANA = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' };

describe('a link', () => {
  it.each([
    ['odin://overview', { to: 'page', page: 'overview' }],
    ['odin://gpu/', { to: 'page', page: 'gpu' }],
    ['ODIN://Alerts', { to: 'page', page: 'alerts' }],
    ['odin://stack?', { to: 'page', page: 'stack' }],
    ['odin://overview?open=Deployment/monitoring/grafana', { to: 'page', page: 'overview', object: GRAFANA }],
    [
      'odin://gpu?open=deploy%2Fmonitoring%2Fgrafana&tab=logs',
      { to: 'page', page: 'gpu', object: GRAFANA, tab: 'logs' },
    ],
    [
      'odin://overview/?tab=yaml&open=deploy/monitoring/grafana',
      { to: 'page', page: 'overview', object: GRAFANA, tab: 'yaml' },
    ],
    ['odin://explore', { to: 'page', page: 'explore' }],
    ['odin://explore?expr=up&range=3600', { to: 'expression', expression: 'up', range: 3600 }],
    [
      'odin://explore?expr=sum+by+(job)+(up%7Ba%3D%22%C3%BC%22%7D)%0A%2B1&range=7',
      {
        to: 'expression',
        expression: 'sum by (job) (up{a="ü"})\n+1',
      },
    ],
    ['odin://logs/', { to: 'page', page: 'logs' }],
    ['odin://logs?of=stack&last=6h', { to: 'log', source: { of: 'stack' }, last: '6h' }],
    [
      'odin://logs?of=deploy/monitoring/grafana&container=grafana&previous=',
      {
        to: 'log',
        source: { of: 'object', object: GRAFANA },
        container: 'grafana',
        previous: true,
      },
    ],
    [
      'odin://logs?of=deploy%2Fmonitoring%2Fgrafana&at=2026-11-30T14:05:00Z&last=1h',
      {
        to: 'log',
        source: { of: 'object', object: GRAFANA },
        at: Date.UTC(2026, 10, 30, 14, 5),
      },
    ],
    ['odin://logs?open=deploy/monitoring/grafana&of=stack', { to: 'page', page: 'logs', object: GRAFANA }],
    ['odin://grafana/gpu-overview_1', { to: 'dashboard', uid: 'gpu-overview_1' }],
  ])('%s leads somewhere', (text, link) => {
    expect(readDeepLink(text)).toEqual(link);
  });

  it.each([
    'odin://overview?open=deploy/monitoring/grafana&ask=restart',
    'odin://overview?ask=delete&open=deploy/monitoring/grafana&container=x&previous=&replicas=0',
    'odin://overview?open=deploy/monitoring/grafana&tab=shell',
    'odin://overview?open=deploy/monitoring/grafana&tab=__proto__',
  ])('%s says no verb', (text) => {
    expect(readDeepLink(text)).toEqual({ to: 'page', page: 'overview', object: GRAFANA });
  });

  it.each([
    'odin://logs?of=stack&container=../x&last=8d&at=yesterday&follow=&run=x',
    'odin://logs?of=stack&last=__proto__&at=+275761-01-01T00:00:00Z&container=',
    `odin://logs?of=stack&container=${'a'.repeat(64)}`,
  ])('%s says no more than whose log', (text) => {
    expect(readDeepLink(text)).toEqual({ to: 'log', source: { of: 'stack' } });
  });

  it('has its time, whatever its offset from UTC and whether the sign of that is escaped', () => {
    const offsets = fc.tuple(
      fc.constantFrom('+', '-'),
      fc.integer({ min: 0, max: 14 }),
      fc.constantFrom('00', '30', '45'),
    );
    const moments = fc.integer({ min: 1, max: 4_000_000_000 });
    fc.assert(
      fc.property(moments, offsets, fc.boolean(), (seconds, [sign, hours, minutes], isEscaped) => {
        const ahead = (sign === '+' ? 1 : -1) * (hours * 60 + Number(minutes)) * 60;
        const local = new Date((seconds + ahead) * 1000).toISOString().slice(0, 19);
        const text = `${local}${sign}${String(hours).padStart(2, '0')}:${minutes}`;
        const link = readDeepLink(`odin://logs?of=stack&at=${isEscaped ? encodeURIComponent(text) : text}&last=1h`);
        expect(link).toEqual({ to: 'log', source: { of: 'stack' }, at: seconds * 1000 });
      }),
    );
  });

  it('has no verb, and no expression that looks like another one, whatever it says', () => {
    const names = fc.constantFrom(
      'expr',
      'range',
      'of',
      'last',
      'at',
      'container',
      'open',
      'tab',
      'run',
      'ask',
      'previous',
    );
    const pages = fc.constantFrom('explore', 'logs', 'overview', 'gpu');
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('up', 'stack', '6h', '3600', 'Pod/a/b', 'Node//n', '2026-11-30T14:05:00Z', 'shell'),
    );
    fc.assert(
      fc.property(pages, fc.array(fc.tuple(names, words), { maxLength: 6 }), (page, pairs) => {
        const link = readDeepLink(`odin://${page}?${new URLSearchParams(pairs)}`);
        const text = JSON.stringify(link ?? {});
        expect(text).not.toMatch(/"(?:ask|run|tab":"shell)/);
        const { expression = '' } = link?.to === 'expression' ? link : {};
        expect(expression.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        if (link?.to === 'log') expect(text).not.toContain('Node');
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a log of nothing', 'odin://logs?of='],
    ['a log of what has none', 'odin://logs?of=svc/monitoring/grafana'],
    ['a log that leads up', 'odin://logs?of=Pod/monitoring/..'],
    ['an empty expression', 'odin://explore?expr='],
    ['an expression with a control character', 'odin://explore?expr=up%1b[2J'],
    ['an expression that runs backwards', 'odin://explore?expr=up%E2%80%AE'],
    ['an expression that nobody sees', 'odin://explore?expr=up%E2%80%8B'],
    ['a long expression', `odin://explore?expr=${'a'.repeat(2_000)}`],
    ['javascript', 'javascript:alert(1)'],
    ['a host', '//evil.example/overview'],
    ['a path that leads up', 'odin://overview?open=../..'],
    ['an object that leads up', 'odin://overview?open=Pod/monitoring/..'],
    ['encoded slashes', 'odin://grafana/..%2f..%2fapi'],
    ['a dashboard with a query', 'odin://grafana/x/../../api?orgId=1#x'],
    ['a long dashboard', `odin://grafana/${'a'.repeat(41)}`],
    ['no dashboard', 'odin://grafana'],
    ['a line end', 'odin://overview\n?open=pod/monitoring/x'],
    ['a line end at the end', 'odin://overview\n'],
    ['a zero byte', 'odin://overview?open=pod/monitoring/x\0'],
    ['an encoded control character', 'odin://overview?open=pod/monitoring/x%0a'],
    ['a megabyte', `odin://overview?open=pod/monitoring/${'a'.repeat(1_000_000)}`],
    ['a megabyte that says nothing', `odin://overview?x=${'a'.repeat(1_000_000)}`],
    ['a line end in what is dropped', 'odin://overview?x=\n'],
    ['a login', 'odin://user:secret@overview'],
    ['a port', 'odin://overview:80'],
    ['an unknown page', 'odin://settings'],
    ['a name of every object', 'odin://constructor'],
    ['a verb as a page', 'odin://restart/grafana'],
    ['letters that look alike', 'odin://оverview'],
    ['nothing', ''],
  ])('with %s leads nowhere', (_what, text) => {
    expect(readDeepLink(text)).toBeUndefined();
  });

  it('is found among the arguments of a start', () => {
    expect(linkAmong(['/opt/odin', '--no-sandbox', '.', 'odin://gpu', 'odin://stack'])).toBe('odin://gpu');
    expect(linkAmong(['/opt/odin', '--url=odin://gpu'])).toBeUndefined();
  });
});

describe('a link that waits', () => {
  const said: string[] = [];
  const log = {
    debug: () => {},
    warn: () => {},
    error: () => {},
    info: (...words: unknown[]) => said.push(JSON.stringify(words)),
  };

  it('is followed once, and the newest counts', () => {
    let arrivals = 0;
    const waiting = new WaitingLink(log, () => arrivals++);
    waiting.arriveAmong(['odin', 'odin://gpu']);
    waiting.arrive('odin://stack');
    waiting.arriveAmong(['odin', '--flag']);
    expect(arrivals).toBe(2);
    expect(waiting.take()).toEqual({ to: 'page', page: 'stack' });
    expect(waiting.take()).toBeNull();
  });

  it('is none where it leads nowhere, of which the log tells a little', () => {
    const waiting = new WaitingLink(log, () => expect.unreachable());
    waiting.arrive(`odin://\u001b[2J${'x'.repeat(10_000)}`);
    expect(waiting.take()).toBeNull();
    expect(said.at(-1)?.length).toBeLessThan(300);
    expect(said.at(-1)).not.toContain('\u001b');
  });
});
