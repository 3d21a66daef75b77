// Streams of a test's cluster, opened as a page opens them, through a session of its own.
import { afterAll, beforeAll } from 'vitest';
import type { Session } from '../../electron/session/session.ts';
import { SILENT } from '../../electron/session/session-listener.ts';
import type { StreamKind, StreamMessage, StreamRequest } from '../../shared/model/stream.ts';
import type { TestCluster } from '../cluster/cluster.ts';
import { openSession } from './open-session.ts';

/** What is told of a stream of that kind. */
type Told<K extends StreamKind> = Extract<StreamMessage, { kind: K }>['message'];

/** Opens a stream for the tests of a file; what is told of it is added to the list that it gives. */
export function followedOn(cluster: TestCluster) {
  const told = new Map<string, StreamMessage['message'][]>();
  let session: Session | undefined;
  beforeAll(async () => {
    const listener = {
      ...SILENT,
      onStream: ({ id, told: { message } }: { id: string; told: StreamMessage }) => {
        told.get(id)?.push(message);
        // As a page does with what it has left: only so many are open at once.
        if ('state' in message && (message.state === 'ended' || message.state === 'failed'))
          void session?.streams.close(id);
      },
    };
    session = await openSession(cluster, { listener });
    session.watch.start();
  });
  afterAll(() => session?.dispose());
  return <K extends StreamKind>(request: Extract<StreamRequest, { kind: K }>): readonly Told<K>[] => {
    const messages: Told<K>[] = [];
    const id = `${request.kind}-${told.size}`;
    told.set(id, messages);
    session?.streams.open(id, request);
    return messages;
  };
}
