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
