// An exporter that answers anything, late or not at all: the scrape stays valid, in time, and says what was lost.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BUSYBOX, GATE, GPU, Machine, pageOf, sampleOf } from './machine.testkit.ts';

let machine: Machine;
beforeAll(async () => {
  machine = await Machine.make();
});
beforeEach(() => {
  machine.refcnt(`${Math.random()}`.slice(2, 9)); // no rest
});
afterAll(() => machine.end());

/** That of the test cluster, where it was built. */
const PROMTOOL = [process.env.ODIN_CLUSTER_CACHE ?? join(homedir(), '.cache/odin/cluster/cache')]
  .filter(existsSync)
  .flatMap((cache) => readdirSync(cache).map((folder) => join(cache, folder, 'promtool')))
  .find(existsSync);

/** Its exit status is 1 for a page that cannot be read, 3 for names that it would have otherwise. */
function expectReadable(page: string): void {
  expect(page.endsWith('\n')).toBe(true);
  const series = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(new Set(series.map((line) => line.replace(/ [^ }]*$/, ''))).size).toBe(series.length);
  if (PROMTOOL === undefined) return;
  const { status, stderr } = spawnSync(PROMTOOL, ['check', 'metrics'], { input: page, encoding: 'utf8' });
  if (status !== 0 && status !== 3) throw new Error(`promtool cannot read it: ${stderr}\n${page.slice(0, 2_000)}`);
  expect(stderr).not.toContain('error while linting');
}

const PROMETHEUS = readFileSync(join(GATE, '../../prometheus/prometheus.yml'), 'utf8');
const SAMPLE_LIMIT = Number(/^ {2}sample_limit: (\d+)$/m.exec(PROMETHEUS)?.[1]);

const text =
  (body: string | Buffer, status = 200): RequestListener =>
  (_request, response) => {
    response.statusCode = status;
    response.end(body);
  };
const good = pageOf([GPU]);
const lines = (count: number, line: (at: number) => string) =>
  `${Array.from({ length: count }, (_, at) => line(at)).join('\n')}\n`;
/** As many labels, the last by name first. */
const labels = (count: number) => Array.from({ length: count }, (_, at) => `l${1e6 - at}="1"`).join(',');
const lost = (reason: string) => `odin_gpu_lines_lost{reason="${reason}"}`;
const problem = (reason: string) => `odin_gpu_exporter_problem{reason="${reason}"}`;

async function inTime(answer: RequestListener): Promise<string> {
  machine.answer = answer;
  const begun = performance.now();
  const page = await machine.scrape();
  expect(performance.now() - begun).toBeLessThan(5_000);
  return page;
}

/** The series that make a page of the gate what it is; a page without a problem has nothing else of its own. */
async function judged(answer: RequestListener): Promise<string> {
  const page = await inTime(answer);
  expectReadable(page);
  expect(sampleOf(page, `odin_gpu_runtime_status{pci="${GPU.pci}",state="active"}`)).toBe(1);
  return page;
}

describe.skipIf(BUSYBOX === undefined)('the gate', () => {
  it('passes a good page on, byte by byte', async () => {
    const page = await judged(text(good));
    expect(page.endsWith(good)).toBe(true);
    expect(page).not.toMatch(/problem|lost/);
  });

  it.each([
    ['on a line', () => 'x'.repeat(1e7)],
    ['of lines', () => 'a_metric 1\n'.repeat(1e6)],
    ['of series', () => Array.from({ length: 4e5 }, (_, at) => `m{x="${at}"} 1\n`).join('')],
  ])('passes nothing of 10 MB %s on', async (_what, body) => {
    const page = await judged(text(body()));
    // A busy machine has no time to read as much.
    expect([sampleOf(page, problem('too_large')), sampleOf(page, problem('slow'))]).toContain(1);
    expect(page).not.toMatch(/^(a_metric|m\{)/m);
  });

  it.each([
    ['lines of labels', () => lines(490, (at) => `m${at}{${labels(700)}} 1`)],
    [
      'GPUs of no machine',
      () =>
        lines(14_900, (at) => {
          const domain = `${10_000 + at}`.slice(1);
          return `nvidia_smi_gpu_info{pci_bus_id="0000${domain}:${(at % 90) + 10}:00.0",name="${'x'.repeat(190)}"} 1`;
        }),
    ],
  ])('reads 4 MB of %s in time', async (_what, body) => {
    // Not by promtool, which takes a minute.
    const page = await inTime(text(body()));
    expect(sampleOf(page, `odin_gpu_asked{pci="${GPU.pci}"}`)).toBe(1);
    expect(page).not.toContain(problem('down'));
  });

  it.each<[string, RequestListener, string, boolean]>([
    ['HTML', text('<!DOCTYPE html>\n<html><body>It works!</body></html>\n'), 'not_metrics', false],
    ['nothing', text(''), 'not_metrics', false],
    ['zeros', text(Buffer.alloc(5_000)), 'not_metrics', false],
    ['status 500', text(good, 500), 'status', false],
    ['status 404', text(good, 404), 'status', false],
    [
      'a whole line, half a line and a reset',
      (_request, response) => {
        response.writeHead(200, { 'Content-Length': good.length });
        response.write(good.slice(0, good.length - 10), () => response.destroy());
      },
      'down',
      true,
    ],
    ['a reset', (request) => request.socket.destroy(), 'down', false],
  ])('survives %s', async (_what, answer, reason, isPartial) => {
    const page = await judged(answer);
    expect(sampleOf(page, problem(reason))).toBe(1);
    expect(page.match(/^odin_gpu_exporter_problem\{/gm)).toHaveLength(1);
    expect(/^nvidia_smi/m.test(page)).toBe(isPartial);
    expect(page).not.toContain(`nvidia_smi_memory_used_bytes{uuid="${GPU.uuid}"}`);
  });

  it('survives an exporter that is not there', async () => {
    machine.environment.GATE_URL = 'http://127.0.0.1:1/metrics';
    expect(sampleOf(await judged(text('')), problem('down'))).toBe(1);
    delete machine.environment.GATE_URL;
  });

  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    [
      'drips',
      (_request, response) => {
        const timer = setInterval(() => response.write('a 1\n'), 300);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('answers in time, with what is known, where the exporter %s', async (_what, answer) => {
    expect(sampleOf(await judged(answer), problem('slow'))).toBe(1);
  });

  it.each([
    ['a cut line', 'a 1\nb 2', 'a 1', 'invalid'],
    ['a duplicate', 'a{x="1",y="2"} 1\na{y="2",x="1",z=""} 2\n', 'a{x="1",y="2"} 1', 'duplicate'],
    ['a label twice', 'a{x="1",x="2"} 1\nb 1\n', 'b 1', 'invalid'],
    ['a reserved label', 'a{__name__="b"} 1\nb 1\n', 'b 1', 'invalid'],
    ['an open quote', 'a{x="1} 1\nb 1\n', 'b 1', 'invalid'],
    ['an escape that is none', 'a{x="\\t"} 1\nb 1\n', 'b 1', 'invalid'],
    ['no UTF-8', Buffer.from('a{x="\xff"} 1\nb{x="\xc0\x80"} 1\nb 1\n', 'latin1'), 'b 1', 'invalid'],
    ['half a letter', Buffer.from('# HELP b \xe2\x9c\nb 1\n', 'latin1'), 'b 1', 'invalid'],
    ['a carriage return', 'a 1\r\nb 1\n', 'b 1', 'invalid'],
    ['a zero', 'a 1\0 2\nb 1\n', 'b 1', 'invalid'],
    ['a number that is none', 'a 1_000\na 0x10\na one\na 1e999\nb 1\n', 'b 1', 'invalid'],
    ['no value', 'a\na{} \nb 1\n', 'b 1', 'invalid'],
    ['a long line', `a{x="${'x'.repeat(8_192)}"} 1\nb 1\n`, 'b 1', 'too_long'],
    ['the gate’s own names', 'odin_gpu_asked{pci="x"} 1\n# TYPE odin_x gauge\nb 1\n', 'b 1', 'invalid'],
    [
      'names of Prometheus and its rules',
      'up 0\nscrape_x 1\nodin:gpu_asleep:bool 1\nALERTS{x="1"} 1\nb 1\n',
      'b 1',
      'invalid',
    ],
    ['a type that is none', '# TYPE b number\nb 1\n', 'b 1', 'invalid'],
    ['a type twice', '# TYPE b gauge\n# TYPE b counter\nb 1\n', '# TYPE b gauge\nb 1', 'duplicate'],
    ['a type too late', 'b 1\n# TYPE b counter\n', 'b 1', 'invalid'],
    // promtool reads it; Prometheus itself refuses the page.
    ['a time before 1970', 'a 2 -1\nb 1\n', 'b 1', 'invalid'],
    ['a line of many labels', `a{${labels(65)}} 1\nb{${labels(64)}} 1\n`, `b{${labels(64)}} 1`, 'too_long'],
    ['a help with an escape that is none', '# HELP b \\x\nb 1\n', 'b 1', 'invalid'],
  ])('leaves out and counts %s', async (_what, body, rest, reason) => {
    const page = await judged(text(body));
    expect(page.slice(page.lastIndexOf('odin_gpu_lines_lost')).split('\n').slice(1, -1).join('\n')).toBe(rest);
    expect(sampleOf(page, lost(reason))).toBeGreaterThan(0);
    expect(page.match(/^odin_gpu_lines_lost\{/gm)).toHaveLength(1);
  });

  it.each([
    ['NaN and Inf', 'a NaN\nb +Inf\nc -Inf\nd Inf\n'],
    ['times', 'a 1 1700000000000\nb 2 1\n'],
    ['numbers', 'a 1e+09\nb -.5\nc 9.223372036854775807e+18\nd 1.5E-7\ne 0\n'],
    ['letters of others', 'a{x="ÄÖ✓😀"} 1\n# HELP b ÄÖ\nb 1\n'],
    ['escapes', 'a{x="\\"\\\\\\n\u001b[31m"} 1\n'],
    ['a comma at the end', 'a{x="1",} 1\n'],
    ['braces without labels', 'a{} 1\n'],
    ['a help without words', '# HELP a \n# TYPE a gauge\na 1\n'],
  ])('passes %s on as they are', async (_what, body) => {
    const page = await judged(text(body));
    expect(page.endsWith(body)).toBe(true);
    expect(page).not.toMatch(/problem|lost/);
  });

  it('passes the parts of a histogram on, whether they fit together or not', async () => {
    const page = await judged(text('# TYPE h histogram\nh_bucket 1\nh_count 2\n# TYPE s summary\ns{quantile="x"} 1\n'));
    expect(page).toContain('# TYPE h untyped\nh_bucket 1\nh_count 2\n# TYPE s untyped\ns{quantile="x"} 1\n');
  });

  it('has fewer samples than Prometheus takes, however many processes there are', async () => {
    machine.environment.GATE_PROCESSES = '1';
    const process = (at: number) => `nvidia_smi_compute_app_used_memory_bytes{pid="${at}",process_name="x",uuid="u"} 1`;
    for (const count of [14_990, 19_990]) {
      const page = await inTime(text(lines(count, process)));
      const samples = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      expect(samples.length).toBeLessThan(SAMPLE_LIMIT);
      expect(sampleOf(page, `odin_gpu_asked{pci="${GPU.pci}"}`)).toBe(1);
    }
    delete machine.environment.GATE_PROCESSES;
  });

  it('has a whole page where there is no room for that of the exporter', async () => {
    machine.answer = text(lines(5_000, (at) => `a{x="${at}"} 1`));
    const script = `ulimit -f 100; exec "$0" sh ${GATE}/metrics`; // of 512 bytes
    const gate = promisify(execFile)(BUSYBOX ?? 'busybox', ['sh', '-c', script, BUSYBOX ?? 'busybox'], {
      env: machine.variables(),
    });
    const page = (await gate).stdout.replace(/^.*\r\n\r\n/s, '');
    expectReadable(page);
    expect(page).not.toMatch(/^a\{/m);
    expect(sampleOf(page, problem('too_large'))).toBe(1);
    expect(sampleOf(page, `odin_gpu_asked{pci="${GPU.pci}"}`)).toBe(1);
  });

  it('has a page that Prometheus reads whatever comes', async () => {
    const token = fc.constantFrom(
      'a',
      'b_total',
      '{',
      '}',
      '"',
      '\\',
      ',',
      '=',
      'x',
      ' ',
      '\n',
      '# TYPE ',
      '# HELP ',
      'gauge',
      '1',
      '.',
      'e9',
      'NaN',
      '\t',
      '\xe9',
      '\0',
      'le',
      '#',
      ':',
    );
    const page = fc.oneof(
      fc.array(token, { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''), 'latin1')),
      fc
        .tuple(fc.nat({ max: good.length }), fc.uint8Array({ maxLength: 6 }))
        .map(([at, bytes]) =>
          Buffer.concat([Buffer.from(good.slice(0, at)), Buffer.from(bytes), Buffer.from(good.slice(at))]),
        ),
    );
    await fc.assert(
      fc.asyncProperty(page, async (body) => {
        await judged(text(body));
      }),
      { numRuns: 80 },
    );
  });

  it('is judged by a promtool that refuses what Prometheus does', ({ skip }) => {
    skip(PROMTOOL === undefined, "promtool is one of the test cluster's parts, which are not made here");
    expect(() => expectReadable('a{x="1} 1\n')).toThrow('promtool cannot read it');
  });
});
