// Diagnostics for somebody who helps, as a text that holds no secret: what runs where, how it is, what was logged last.
import { release as kernel } from 'node:os';
import { toAppError } from '../../shared/errors.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import { firingOf } from '../../shared/model/firing.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import { visible } from '../../shared/visible.ts';
import { maskText } from '../log/mask-text.ts';
import { readTail } from '../log/read-tail.ts';
import type { Session } from './session.ts';

const LOG_LINES = 200;
const PATIENCE_MS = 4_000;

/** A value that says nothing but itself: a duration, a size, a number, a choice. Longer texts may hold anything. */
const PLAIN_VALUE = /^[\w.%+-]{1,24}$/;

/** What is to be described. */
export interface DiagnosticsSubject {
  /** ODIN's own version. */
  readonly version: string;
  readonly status: ClusterStatus;
  /** The chosen cluster's, where there is one. */
  readonly session: Session | null;
  readonly logFile: string;
  /** Why there is no session, where one was tried. */
  readonly failure?: string;
}

/** Never throws: what cannot be read is said in its place. */
export async function diagnosticsOf(subject: DiagnosticsSubject, signal: AbortSignal): Promise<string> {
  const { session, logFile, failure } = subject;
  const lines = [
    ...(failure === undefined ? [] : [failure, '']),
    `ODIN Control Panel ${subject.version}`,
    programLine(),
    clusterLine(subject.status),
    ...(session === null
      ? []
      : [...(await stackLines(session, signal)), ...healthLines(session), ...workLines(session)]),
    '',
  ];
  const tail = readTail(logFile, LOG_LINES);
  // Each by itself: what one of them holds must not take the others away.
  return [
    ...lines.map((line) => visible(maskText(line))),
    `Log (last ${tail.length} lines of odin.log)`,
    ...tail,
    '',
  ].join('\n');
}

function programLine(): string {
  const { electron, chrome, node } = process.versions;
  const runtime = electron === undefined ? `Node ${node}` : `Electron ${electron}, Chromium ${chrome}, Node ${node}`;
  const desktop = process.env.XDG_CURRENT_DESKTOP;
  const session = process.env.XDG_SESSION_TYPE;
  const where = [desktop, session].filter((one) => one !== undefined && one !== '').join(', ');
  return `${runtime} on ${process.platform} ${kernel()} ${process.arch}${where === '' ? '' : ` (${where})`}`;
}

/** By its context's name alone: an address may lead to somebody. */
function clusterLine(status: ClusterStatus): string {
  switch (status.state) {
    case 'none':
      return 'Cluster: none is chosen';
    case 'connected':
      return `Cluster: ${status.context.name}: ${status.distribution} ${status.version}, ${status.nodeCount === 1 ? '1 node' : `${status.nodeCount} nodes`}`;
    case 'connecting':
      return `Cluster: ${status.context.name}: connecting`;
    case 'unreachable':
      return `Cluster: ${status.context.name}: ${status.reason}`;
    default:
      return status satisfies never;
  }
}

async function stackLines(session: Session, signal: AbortSignal): Promise<string[]> {
  try {
    const status = await session.stackStatus(AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
    return [`Stack: ${stackLine(status)}`, ...settingsLines(status.settings)];
  } catch (error) {
    return [`Stack: ${toAppError(error).message}`];
  }
}

function stackLine({ release, namespace, installed, interrupted, availableVersion }: StackStatus): string {
  const what =
    installed === undefined
      ? 'not installed'
      : `${installed.version}, revision ${installed.revision}, ${installed.status}, made by ${installed.owner}`;
  const cut = interrupted === undefined ? '' : `; ${interrupted.verb} was interrupted`;
  return `${release} in ${namespace}: ${what}${cut}; newest here ${availableVersion}`;
}

/** The settings that differ from the defaults, one a line; of texts that may hold anything only that they are set. */
export function settingsLines(settings: unknown): string[] {
  const leaves = leavesOf(settings ?? {}, []);
  return leaves.length === 0 ? ['Settings: the defaults'] : ['Settings:', ...leaves.map((leaf) => `  ${leaf}`)];
}

function leavesOf(value: unknown, path: readonly string[]): string[] {
  if (path.length > 8) return [`${path.join('.')}: set`];
  if (Array.isArray(value)) return [`${path.join('.')}: ${value.length} set`];
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, one]) => leavesOf(one, [...path, name]));
  }
  const isPlain = typeof value !== 'string' || PLAIN_VALUE.test(value);
  return [`${path.join('.')}: ${isPlain ? String(value) : 'set'}`];
}

function healthLines(session: Session): string[] {
  const { verdict } = session;
  const unhealthy = session.watch.current.overview?.workloads.filter(({ health }) => health.state !== 'Current') ?? [];
  const report = session.alerts.current;
  return [
    `Health: ${verdict.sentence}${verdict.reason === undefined ? '' : `: ${verdict.reason}`}`,
    ...unhealthy.slice(0, 20).map(({ kind, name, health }) => `  ${kind}/${name}: ${health.state}: ${health.reason}`),
    ...(report === null ? [] : [`Alerts: ${report.state}, ${firingOf(report).length} fire`]),
  ];
}

function workLines(session: Session): string[] {
  const { current } = session.operations;
  const forwards = session.forwards
    .list()
    .map(({ target, state, reason }) => `Forward: ${target}: ${state}${reason === undefined ? '' : `: ${reason}`}`);
  if (current === null) return forwards;
  const { verb, release, version, phase, error } = current;
  return [
    ...forwards,
    `Last change: ${verb} of ${release} ${version}: ${phase}${error === undefined ? '' : `: ${error}`}`,
  ];
}
