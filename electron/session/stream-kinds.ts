// Each kind of stream of one cluster, as the page opens it.
import { type ShellOptions, shellStream } from '../shell/shell-stream.ts';
import { logStream } from '../streams/log-stream.ts';
import { type ObjectStreamOptions, objectStream } from '../streams/object-stream.ts';
import type { StreamKinds } from '../streams/stream-kind.ts';
import { tableStream } from '../streams/table-stream.ts';

/** What streams are made of. */
export interface StreamSources extends ObjectStreamOptions {
  readonly shells: Omit<ShellOptions, 'client'>;
}

/** Nothing is asked of the cluster before a stream is opened. */
export function streamKinds({ shells, ...options }: StreamSources): StreamKinds {
  const { client } = options;
  return {
    object: objectStream(options),
    table: tableStream(options),
    log: logStream(client),
    shell: shellStream({ client, ...shells }),
  };
}
