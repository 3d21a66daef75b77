// The log of a pod, a workload or the stack, while a page shows it.
import { toAppError } from '../../shared/errors.ts';
import type { KubeClient } from '../kube/client.ts';
import { followLogs } from '../logs/follow-logs.ts';
import type { StreamSource } from './stream-kind.ts';

/** Of one cluster. */
export function logStream(client: KubeClient): StreamSource<'log'> {
  return ({ log }, { tell, signal }) => {
    const follow = async () => {
      for await (const message of followLogs(client, log, signal)) tell(message);
    };
    follow().catch((error: unknown) => {
      tell({ lines: [], notices: [], state: 'failed', reason: toAppError(error).message });
    });
    // It ends with its signal.
    return { dispose: () => {} };
  };
}
