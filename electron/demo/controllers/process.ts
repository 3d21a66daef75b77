// The programs in the demo cluster's containers: a table of images that have words of their own, a few words of shell, and for
// everything else a server on the port that its container declares. So a new part of the stack needs no entry here.
import { isObject, type Json, type JsonObject, listAt, stringAt, valueAt } from '../store/json.ts';

/** A container's life: what it says at its start, when it ends by itself, and on which port it would answer HTTP. */
export interface Process {
  readonly lines: readonly string[];
  /** Undefined: it runs until it is stopped. */
  readonly exit?: { readonly code: number; readonly afterMs: number };
  readonly httpPort?: number;
}

/** An image by a part of its name: the time of its pull, its size, and the first words of its program. */
interface Image {
  readonly match: string;
  readonly pullMs: number;
  readonly bytes: number;
  readonly lines: readonly string[];
}

const IMAGES: readonly Image[] = [
  {
    match: 'prometheus/prometheus',
    pullMs: 4200,
    bytes: 118_000_000,
    lines: [
      'level=INFO source=main.go:725 msg="Starting Prometheus Server" mode=server version="(version=3.13.3, branch=HEAD)"',
      'level=INFO source=head.go:720 msg="WAL replay completed" component=tsdb total_replay_duration=41ms',
      'level=INFO source=main.go:1435 msg="Server is ready to receive web requests."',
    ],
  },
  {
    match: 'prometheus/alertmanager',
    pullMs: 2600,
    bytes: 33_000_000,
    lines: [
      'level=INFO source=main.go:161 msg="Starting Alertmanager" version="(version=0.34.1, branch=HEAD)"',
      'level=INFO source=tls_config.go:354 msg="Listening on" address=[::]:9093',
    ],
  },
  {
    match: 'grafana/grafana',
    pullMs: 6800,
    bytes: 268_000_000,
    lines: [
      'logger=settings level=info msg="Starting Grafana" version=13.2.3 compiled=2026-10-28T10:12:44Z',
      'logger=provisioning.datasources level=info msg="inserting datasource from configuration" name=Prometheus',
      'logger=http.server level=info msg="HTTP Server Listen" address=[::]:3000 protocol=http',
    ],
  },
  {
    match: 'node-exporter',
    pullMs: 1600,
    bytes: 12_900_000,
    lines: [
      'level=info msg="Starting node_exporter" version="(version=1.12.1)"',
      'level=info msg="Listening on" address=[::]:9100',
    ],
  },
  {
    match: 'kube-state-metrics',
    pullMs: 2300,
    bytes: 19_400_000,
    lines: ['I1 main.go:61] "Started kube-state-metrics self metrics server"'],
  },
  {
    match: 'nvidia_gpu_exporter',
    pullMs: 2000,
    bytes: 31_000_000,
    lines: ['level=INFO msg="Listening on" address=[::]:9835'],
  },
  {
    match: 'dcgm-exporter',
    pullMs: 9000,
    bytes: 480_000_000,
    lines: ['level=INFO msg="Starting webserver" address=:9400'],
  },
  { match: 'coredns', pullMs: 1500, bytes: 22_000_000, lines: ['.:53', 'CoreDNS-1.14.7', 'linux/amd64, go1.26.8'] },
];

const USUAL: Image = { match: '', pullMs: 1800, bytes: 24_000_000, lines: [] };

/** The (simulated) time of an image's pull, and its size. */
export function imageOf(image: string): Pick<Image, 'pullMs' | 'bytes'> {
  return IMAGES.find(({ match }) => image.includes(match)) ?? USUAL;
}

/**
 * A container's life. Shell is understood as far as `echo`, `exit`, `sleep`, `cp`, `httpd -p` and `;` go; a program that is not
 * known serves its first TCP port, and says so.
 */
export function processOf(container: JsonObject): Process {
  const known = IMAGES.find(({ match }) => stringAt(container, 'image').includes(match));
  if (known !== undefined) return { lines: known.lines, ...servingOn(portOf(container)) };
  const words = withoutBusybox([...listAt(container, 'command'), ...listAt(container, 'args')].map(String));
  const [program = '', flag, script = ''] = words;
  if (/^(\/bin\/)?(ba)?sh$/.test(program))
    return runScript(flag === '-c' ? script.split(/;|&&|\n/) : [words.join(' ')]);
  if (SHELL_WORDS.includes(program)) return runScript([words.join(' ')]);
  const port = portOf(container);
  return {
    lines: port === undefined ? [] : [`level=info msg="Listening on" address=[::]:${port}`],
    ...servingOn(port),
  };
}

/** Programs that {@link runScript} understands, as a container may run them without a shell. */
const SHELL_WORDS = ['cp', 'echo', 'exit', 'exec', 'sleep', 'httpd', 'mkdir', 'true', ':', 'cd', 'export', 'set'];

/** `busybox cp …` is `cp …`. */
function withoutBusybox(words: readonly string[]): readonly string[] {
  const [program = '', applet = ''] = words;
  return /^(\/bin\/)?busybox$/.test(program) && SHELL_WORDS.includes(applet) ? words.slice(1) : words;
}

function runScript(commands: readonly string[]): Process {
  const lines: string[] = [];
  let afterMs = 0;
  for (const command of commands.map((it) => it.trim()).filter((it) => it !== '')) {
    const [, echoed] = /^echo\s+(.*?)(?:\s*>&2)?$/.exec(command) ?? [];
    const [, code] = /^exit\s+(\d+)$/.exec(command) ?? [];
    const [, seconds] = /^(?:exec\s+)?sleep\s+(\w+)$/.exec(command) ?? [];
    const [, port] = /^(?:exec\s+)?httpd\b.*-p\s+(\d+)/.exec(command) ?? [];
    if (echoed !== undefined) lines.push(echoed.replace(/^(['"])(.*)\1$/, '$2'));
    else if (code !== undefined) return { lines, exit: { code: Number(code), afterMs } };
    else if (port !== undefined) return { lines, httpPort: Number(port) };
    else if (seconds !== undefined) {
      if (!(Number(seconds) < 1e6)) return { lines };
      afterMs += Number(seconds) * 1000;
    } else if (!/^(cp|mkdir|true|:|cd|export|set)\b/.test(command)) return { lines };
  }
  return { lines, exit: { code: 0, afterMs } };
}

function servingOn(httpPort: number | undefined): Pick<Process, 'httpPort'> {
  return httpPort === undefined ? {} : { httpPort };
}

/** The first TCP port that a container declares. */
function portOf(container: JsonObject): number | undefined {
  const port = listAt(container, 'ports').find((it: Json) => isObject(it) && it.protocol !== 'UDP');
  const number = valueAt(port, 'containerPort');
  return typeof number === 'number' ? number : undefined;
}
