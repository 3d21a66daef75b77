// The streams that the page follows while it shows them: opened when a part comes into sight, closed when it goes, and opened
// again when the cluster is connected to anew, which ends those of before.
import type { Payload } from '../../shared/ipc/types.ts';
import type { ShellInput } from '../../shared/model/shell.ts';
import type { StreamKind, StreamMessage, StreamRequest } from '../../shared/model/stream.ts';
import { call } from './client.ts';

/** What is told of a stream of that kind. */
export type Told<K extends StreamKind> = Extract<StreamMessage, { kind: K }>['message'];

export interface StreamListener<K extends StreamKind> {
  readonly onMessage: (message: Told<K>) => void;
  /** It could not be opened. Throws of `call`, as they are. */
  readonly onFailure: (error: unknown) => void;
  /** It begins anew: what was told is told once more. */
  readonly onAnew?: () => void;
}

/** A stream that is open. */
export interface OpenStream {
  /** What a person types into a shell. Throws as `call`. */
  send(input: ShellInput): Promise<void>;
  /** Nothing is told after it. */
  close(): void;
}

interface Followed {
  readonly id: string;
  readonly request: StreamRequest;
  readonly hear: (told: StreamMessage) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onAnew: (() => void) | undefined;
  /** Waits for the cluster: `lost` was open before it. */
  state: 'asked' | 'waiting' | 'lost';
}

const followed = new Map<string, Followed>();
let openCount = 0;
let isListening = false;
let isConnecting = false;

/** Follows what `request` names until it is closed. */
export function openStream<K extends StreamKind>(
  request: Extract<StreamRequest, { kind: K }>,
  { onMessage, onFailure, onAnew }: StreamListener<K>,
): OpenStream {
  listen();
  const id = `${request.kind}-${++openCount}`;
  // The main process tells of a stream what its kind promises, which the compiler cannot follow through the map.
  const hear = (told: StreamMessage) => onMessage(told.message as Told<K>);
  const one: Followed = { id, request, hear, onFailure, onAnew, state: 'waiting' };
  followed.set(id, one);
  if (!isConnecting) ask(one);
  return {
    send: (input) => call('streams.send', { id, input }),
    close: () => {
      // Of a page that goes the main process closes all by itself.
      if (followed.delete(id) && one.state !== 'waiting') void end(id);
    },
  };
}

/** For as long as there is a page. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  window.odin.on('streams.message', (payload) => {
    const { id, told } = payload as Payload<'streams.message'>;
    followed.get(id)?.hear(told);
  });
  window.odin.on('clusters.status', (payload) => {
    const isNow = (payload as Payload<'clusters.status'>).state === 'connecting';
    const wasBefore = isConnecting;
    isConnecting = isNow;
    if (isNow) for (const one of followed.values()) one.state = one.state === 'waiting' ? 'waiting' : 'lost';
    else if (wasBefore) for (const one of [...followed.values()]) begin(one);
  });
}

/** The cluster answers, or will not. A shell runs commands: none is opened that nobody asked for. */
function begin(one: Followed): void {
  if (one.state === 'lost') {
    // It may have been opened in the same session, before a word of it came here.
    void end(one.id);
    if (one.request.kind === 'shell') {
      followed.delete(one.id);
      one.hear({ kind: 'shell', message: { state: 'ended' } });
      return;
    }
    one.onAnew?.();
  }
  ask(one);
}

function ask(one: Followed): void {
  const { id, request, onFailure } = one;
  one.state = 'asked';
  call('streams.open', { id, request }).catch((error: unknown) => {
    if (one.state === 'asked' && followed.delete(id)) onFailure(error);
  });
}

function end(id: string): Promise<void> {
  return call('streams.close', { id }).catch(() => {});
}
