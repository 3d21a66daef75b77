// The streams that are open, by the ids that the page chose.
import { AppError } from '../../shared/errors.ts';
import type { Payload } from '../../shared/ipc/types.ts';
import type { ShellInput } from '../../shared/model/shell.ts';
import type { StreamKind, StreamMessage, StreamRequest } from '../../shared/model/stream.ts';
import type { RunningStream, StreamKinds, StreamSource } from './stream-kind.ts';

/** A page shows a drawer, a table and a few logs; each costs connections to the API server. */
const MOST_STREAMS = 32;

interface OpenStream {
  readonly running: RunningStream;
  readonly closing: AbortController;
}

/** Bounded, and each stream told of until it is closed and not once after it. */
export class Streams {
  readonly #kinds: StreamKinds;
  readonly #onMessage: (payload: Payload<'streams.message'>) => void;
  readonly #open = new Map<string, OpenStream>();

  constructor(kinds: StreamKinds, onMessage: (payload: Payload<'streams.message'>) => void) {
    this.#kinds = kinds;
    this.#onMessage = onMessage;
  }

  /** Throws `AppError`: `conflict` for an id that is taken, `unavailable` where too many are open, and what the kind throws. */
  open(id: string, request: StreamRequest): void {
    if (this.#open.has(id)) throw new AppError('conflict', `A stream with the id ${id} is open already.`);
    if (this.#open.size >= MOST_STREAMS) {
      throw new AppError(
        'unavailable',
        `${MOST_STREAMS} things are followed at once already: close one of them first.`,
      );
    }
    const closing = new AbortController();
    const { signal } = closing;
    // The request says of which kind it is, and its messages are of the same, which the compiler cannot follow.
    const begin = this.#kinds[request.kind] as StreamSource<StreamKind>;
    const tell = (message: StreamMessage['message']) => {
      if (!signal.aborted) this.#onMessage({ id, told: { kind: request.kind, message } as StreamMessage });
    };
    this.#open.set(id, { running: begin(request, { tell, signal }), closing });
  }

  /** Hands on what a person types. Throws `AppError`: `notFound` where no such stream is open, `badInput` where it takes none. */
  async send(id: string, input: ShellInput): Promise<void> {
    const stream = this.#open.get(id);
    if (stream === undefined) throw new AppError('notFound', 'This has ended: open it again.');
    if (stream.running.send === undefined) throw new AppError('badInput', 'Nothing can be typed here.');
    await stream.running.send(input);
  }

  /** Closing what is not open does nothing. */
  async close(id: string): Promise<void> {
    const stream = this.#open.get(id);
    if (stream === undefined) return;
    this.#open.delete(id);
    stream.closing.abort();
    await stream.running.dispose();
  }

  /** The page has gone, or the cluster: nothing is told after it. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.close(id)));
  }
}
