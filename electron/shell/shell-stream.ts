// A shell in a container as a stream: asked about, opened, carried, ended.
import { AppError, toAppError } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ShellInput, ShellMessage, ShellRequest } from '../../shared/model/shell.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { type Exec, type ExecEnd, openExec } from '../kube/exec.ts';
import type { RunningStream, StreamSource } from '../streams/stream-kind.ts';
import { failedShell, goneReason, type Place, shortened } from './ending.ts';
import { Paced } from './paced.ts';

/** The better of two shells, in colours. An exec has no environment of its own. */
const COMMAND = [
  '/bin/sh',
  '-c',
  'TERM=xterm-256color; export TERM; [ -x /bin/bash ] && exec /bin/bash || exec /bin/sh',
];

/** A shell that shows nothing is open all the same. */
const QUIET_MS = 1_000;
/** How long it may take to learn what became of a pod. */
const LOOK_MS = 5_000;
/** Of a process that was killed: by itself, or with its container. */
const KILLED = 137;

/** What shells need. */
export interface ShellOptions {
  readonly client: KubeClient;
  /** Whether a person lets commands run in this cluster. */
  readonly permit: (place: Place) => Promise<boolean>;
  /** Of this machine, whose shell a command is copied into. */
  readonly platform: string;
}

/** The kind of stream. Throws `badInput` for what is no pod of a namespace. */
export function shellStream(options: ShellOptions): StreamSource<'shell'> {
  return ({ shell }, { tell, signal }) => {
    const { kind, namespace } = shell.pod;
    if (kind !== 'Pod' || namespace === undefined) throw new AppError('badInput', 'A shell opens in a pod.');
    const stream = new ShellStream(
      options,
      shell,
      { namespace, pod: shell.pod.name, container: shell.container },
      tell,
    );
    void stream.begin(signal);
    return stream;
  };
}

class ShellStream implements RunningStream {
  readonly #options: ShellOptions;
  readonly #place: Place;
  readonly #tell: (message: ShellMessage) => void;
  readonly #paced: Paced;
  #size: { readonly columns: number; readonly rows: number };
  #exec: Exec | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #isOpen = false;

  constructor(
    options: ShellOptions,
    { columns, rows }: ShellRequest,
    place: Place,
    tell: (message: ShellMessage) => void,
  ) {
    this.#options = options;
    this.#place = place;
    this.#tell = tell;
    this.#size = { columns, rows };
    this.#paced = new Paced(
      (bytes) => this.#noteOpen({ bytes: bytes.toString('base64') }),
      () => this.#exec,
    );
  }

  /** Tells why where it cannot be opened. */
  async begin(signal: AbortSignal): Promise<void> {
    const { client, permit } = this.#options;
    const { namespace, pod, container } = this.#place;
    try {
      if (!(await permit(this.#place))) {
        this.#tell({ state: 'failed', reason: 'No shell was opened: it was not agreed to.' });
        return;
      }
      signal.throwIfAborted();
      const listener = {
        onOutput: (bytes: Buffer) => this.#paced.add(bytes),
        onEnd: (end: ExecEnd) => this.#paced.finish(() => void this.#end(end)),
      };
      const exec = await openExec(client, { namespace, pod, container, command: COMMAND }, listener, signal);
      if (signal.aborted) exec.close();
      this.#exec = exec;
      exec.resize(this.#size.columns, this.#size.rows);
      this.#quiet = setTimeout(() => this.#noteOpen({}), QUIET_MS);
    } catch (error) {
      if (!signal.aborted) this.#tell({ state: 'failed', reason: this.#refusal(error) });
    }
  }

  send(input: ShellInput): void {
    if (input.kind === 'keys') this.#exec?.write(Buffer.from(input.bytes, 'base64'));
    else {
      this.#size = input;
      this.#exec?.resize(input.columns, input.rows);
    }
  }

  dispose(): void {
    clearTimeout(this.#quiet);
    this.#paced.dispose();
    this.#exec?.close();
  }

  #noteOpen(more: { readonly bytes?: string }): void {
    if (this.#isOpen && more.bytes === undefined) return;
    this.#isOpen = true;
    this.#tell({ state: 'open', ...more });
  }

  async #end(end: ExecEnd): Promise<void> {
    clearTimeout(this.#quiet);
    if (end.kind === 'exited' && end.code !== KILLED) {
      this.#tell({ state: 'ended', exitCode: end.code });
      return;
    }
    const pod = await this.#look();
    if (end.kind === 'failed' && !this.#isOpen && pod !== undefined) {
      this.#tell(failedShell(end.message, this.#place, pod, this.#options.platform));
      return;
    }
    const gone = pod === undefined ? undefined : goneReason(this.#place, pod);
    const reason = gone ?? (end.kind === 'exited' ? undefined : shortened(end.message));
    this.#tell({
      state: 'ended',
      ...(end.kind === 'exited' ? { exitCode: end.code } : {}),
      ...(reason === undefined ? {} : { reason }),
    });
  }

  /** The pod as it is now, null where it is gone; undefined where nobody knows. */
  async #look(): Promise<KubeObject | null | undefined> {
    const { namespace, pod } = this.#place;
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}`;
    try {
      return (await this.#options.client.request<KubeObject>({ path, timeoutMs: LOOK_MS })).body;
    } catch (error) {
      return error instanceof ApiError && error.status === 404 ? null : undefined;
    }
  }

  #refusal(error: unknown): string {
    const { pod, namespace } = this.#place;
    if (error instanceof ApiError && error.status === 404) return `The pod ${pod} is gone.`;
    if (error instanceof ApiError && error.status === 403) {
      return `You may not open a shell in ${namespace}: ask for a role that allows create on pods/exec.`;
    }
    return toAppError(error).message;
  }
}
