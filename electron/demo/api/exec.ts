// Exec over WebSocket (`v5.channel.k8s.io`, `v4.channel.k8s.io`): a byte says which channel a message is of.
// Source: https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/remotecommand/constants.go
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { badRequest } from '../store/failure.ts';
import { isObject, type Json, type JsonObject, numberAt, objectAt, stringAt } from '../store/json.ts';
import type { Store } from '../store/store.ts';
import { assertOffers, refuse } from './handshake.ts';
import { chooseContainer, statusOf } from './logs.ts';
import { getObject } from './read.ts';
import type { Target } from './request.ts';
import { parseJson } from './request.ts';

/** What is to run, and in which container. */
export interface Execution {
  readonly pod: JsonObject;
  readonly container: JsonObject;
  readonly command: readonly string[];
}

/** The way back of what runs. */
export interface ExecEvents {
  readonly output: (bytes: Buffer) => void;
  readonly exit: (code: number) => void;
}

/** A program with a terminal. */
export interface RunningProgram {
  input(bytes: Buffer): void;
  resize(columns: number, rows: number): void;
}

/** Runs it; undefined where the container's image has no such program. */
export type ExecSource = (execution: Execution, events: ExecEvents) => RunningProgram | undefined;

/** A handshake for an exec. */
export interface ExecHandshake {
  readonly store: Store;
  readonly target: Target;
  readonly query: URLSearchParams;
  readonly run: ExecSource;
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

const STDIN = 0;
const STDOUT = 1;
const ERROR = 3;
const RESIZE = 4;
const CLOSE = 255;
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
/** Of a process that was killed with its container. */
const KILLED = 137;
/** Of one whose terminal was hung up. */
const HUNG_UP = 129;

const sockets = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  handleProtocols: (offered) => PROTOCOLS.find((one) => offered.has(one)) ?? false,
});

/** What an exec is about. Throws `Failure` for a pod that has no node, or a container that it has not. */
export function execution(store: Store, target: Target, query: URLSearchParams): Execution {
  const pod = getObject(store, target);
  const container = chooseContainer(pod, query.get('container') ?? '');
  const phase = stringAt(pod, 'status.phase');
  if (phase === 'Succeeded' || phase === 'Failed') {
    throw badRequest(`cannot exec into a container in a completed pod; current phase is ${phase}`);
  }
  if (stringAt(pod, 'spec.nodeName') === '') throw badRequest(`pod ${target.name} does not have a host assigned`);
  return { pod, container, command: query.getAll('command') };
}

/** Answers the handshake, refused in HTTP where it must be, and carries bytes until the program or its container ends. */
export function acceptExec({ store, target, query, run, request, socket, head }: ExecHandshake): void {
  let asked: Execution;
  try {
    asked = execution(store, target, query);
    if (asked.command.length === 0) throw badRequest('you must specify at least 1 command for the container');
    assertOffers(request, PROTOCOLS);
  } catch (error) {
    refuse(socket, error);
    return;
  }
  sockets.handleUpgrade(request, socket, head, (webSocket) => carry(webSocket, store, asked, run));
}

function carry(webSocket: WebSocket, store: Store, asked: Execution, run: ExecSource): void {
  const send = (channel: number, bytes: Buffer): void => {
    if (webSocket.readyState === webSocket.OPEN) webSocket.send(Buffer.concat([Buffer.from([channel]), bytes]));
  };
  const end = (status: JsonObject): void => {
    unsubscribe();
    send(ERROR, Buffer.from(JSON.stringify(status)));
    webSocket.close(1000);
  };
  const isRunning = (pod: JsonObject): boolean =>
    isObject(objectAt(statusOf(pod, stringAt(asked.container, 'name')), 'state').running);
  const unsubscribe = store.subscribe(({ object, type }) => {
    if (stringAt(object, 'metadata.uid') !== stringAt(asked.pod, 'metadata.uid')) return;
    if (type === 'DELETED' || !isRunning(object)) end(exited(KILLED));
  });
  webSocket.on('close', unsubscribe);
  webSocket.on('error', () => webSocket.terminate());
  if (!isRunning(asked.pod)) {
    end(failed(`container not found (${JSON.stringify(stringAt(asked.container, 'name'))})`));
    return;
  }
  const program = run(asked, { output: (bytes) => send(STDOUT, bytes), exit: (code) => end(exited(code)) });
  if (program === undefined) {
    end(failed(noSuchProgram(asked)));
    return;
  }
  webSocket.on('message', (message: Buffer) => {
    const bytes = message.subarray(1);
    if (message[0] === STDIN) program.input(bytes);
    else if (message[0] === RESIZE) {
      const size = sizeIn(bytes);
      program.resize(numberAt(size, 'Width'), numberAt(size, 'Height'));
    } else if (message[0] === CLOSE && bytes[0] === STDIN) end(exited(HUNG_UP));
  });
}

function sizeIn(bytes: Buffer): Json {
  try {
    return parseJson(bytes.toString());
  } catch {
    return {};
  }
}

function exited(code: number): JsonObject {
  if (code === 0) return { metadata: {}, status: 'Success' };
  const message = `command terminated with non-zero exit code: command terminated with exit code ${code}`;
  const causes = [{ reason: 'ExitCode', message: String(code) }];
  return { metadata: {}, status: 'Failure', message, reason: 'NonZeroExitCode', details: { causes } };
}

function failed(why: string): JsonObject {
  const message = `Internal error occurred: ${why}`;
  return {
    metadata: {},
    status: 'Failure',
    message,
    reason: 'InternalError',
    details: { causes: [{ message: why }] },
    code: 500,
  };
}

/** As containerd and runc say it. */
function noSuchProgram({ pod, command: [program = ''] }: Execution): string {
  const id = stringAt(pod, 'metadata.uid').replaceAll('-', '').repeat(2);
  const why = `exec failed: unable to start container process: exec: ${JSON.stringify(program)}: stat ${program}: no such file or directory`;
  return `error executing command in container: failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: ${why}`;
}
