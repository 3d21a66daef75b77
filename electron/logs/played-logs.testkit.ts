// For tests: an API server that plays pods and their logs, which the test writes.

import type { KubeObject } from '../../shared/model/object.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient, KubeRequest, LinesRequest } from '../kube/client.ts';

/** One connection that follows a log. */
export interface OpenLog {
  readonly query: NonNullable<KubeRequest['query']>;
  readonly pod: string;
  write(...lines: readonly string[]): void;
  /** Ends as the kubelet ends it, or breaks with this. */
  end(error?: Error): void;
}

/** Lines `a`, `b` … of a second, a nanosecond apart. */
export function line(second: number, nanos: number, words: string): string {
  return `${new Date(second * 1000).toISOString().replace(/\.000Z$/, `.${String(nanos).padStart(9, '0')}Z`)} ${words}`;
}

/** A pod with one container that runs. */
export function runningPod(name: string, more: Partial<KubeObject['metadata']> = {}, status: object = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'a', uid: `uid-${name}`, resourceVersion: '1', ...more },
    spec: { nodeName: 'n', containers: [{ name: 'main' }] },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'main', restartCount: 0, state: { running: {} } }],
      ...status,
    },
  };
}

export class PlayedLogs {
  readonly opened: OpenLog[] = [];
  /** The past of each pod; an error is what the kubelet answers. */
  readonly past = new Map<string, readonly string[] | Error>();
  readonly asked: KubeRequest[] = [];
  #pods: readonly KubeObject[];
  #tellWatch: ((line: string) => void) | undefined;
  #version = 1;

  constructor(...pods: readonly KubeObject[]) {
    this.#pods = pods;
  }

  /** An event of the watch. */
  event(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubeObject): void {
    const metadata = { ...object.metadata, resourceVersion: String(++this.#version) };
    this.#tellWatch?.(JSON.stringify({ type, object: { ...object, metadata } }));
  }

  readonly client: KubeClient = {
    server: 'https://played',
    request: async <T>(request: KubeRequest) => {
      this.asked.push(request);
      const isList = request.path.endsWith('/pods');
      const found = this.#pods.find(({ metadata }) => request.path.endsWith(`/${metadata.name}`));
      if (!isList && found === undefined) throw new ApiError(404, `${request.path} is not there`);
      const list = { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: this.#pods };
      return { status: 200, warnings: [], body: (isList ? list : found) as T };
    },
    lines: (request) => (request.query?.watch === true ? this.#watch(request) : this.#log(request)),
    websocket: () => Promise.reject(new Error('not asked')),
    close: async () => {},
  };

  async *#watch({ onOpen, signal }: LinesRequest) {
    const lines = new Lines();
    this.#tellWatch = (text) => lines.write(text);
    onOpen?.();
    signal?.addEventListener('abort', () => lines.end());
    yield* lines.read();
  }

  async *#log({ path, query = {}, onOpen, signal }: LinesRequest) {
    const pod = path.split('/').at(-2) ?? '';
    if (query.follow !== true) {
      const past = this.past.get(pod) ?? [];
      if (past instanceof Error) throw past;
      yield* query.tailLines === undefined ? past : past.slice(-Number(query.tailLines));
      return;
    }
    const lines = new Lines();
    signal?.addEventListener('abort', () => lines.end());
    onOpen?.();
    this.opened.push({
      query,
      pod,
      write: (...all) => all.forEach((one) => void lines.write(one)),
      end: (error) => lines.end(error),
    });
    yield* lines.read();
  }
}

class Lines {
  readonly #waiting: string[] = [];
  #wake = (): void => {};
  #end: { readonly error: Error | undefined } | undefined;

  write(text: string): void {
    this.#waiting.push(text);
    this.#wake();
  }

  end(error?: Error): void {
    this.#end ??= { error };
    this.#wake();
  }

  async *read(): AsyncGenerator<string> {
    for (;;) {
      for (let text = this.#waiting.shift(); text !== undefined; text = this.#waiting.shift()) yield text;
      if (this.#end?.error !== undefined) throw this.#end.error;
      if (this.#end !== undefined) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
