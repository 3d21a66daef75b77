// A session on the demo cluster, as the window and `odin` have it, and the stack installed there.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { Session } from '../../electron/session/session.ts';
import { type SessionListener, SILENT } from '../../electron/session/session-listener.ts';
import { readCapabilities } from '../../electron/stack/cluster-checks/capabilities.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { STACK_NAMESPACE, STACK_RELEASE } from '../../shared/model/stack.ts';
import type { Ground } from './ground.ts';
import { succeeded } from './odin.ts';

const assetsDir = fileURLToPath(new URL('../../assets', import.meta.url));
const never = new AbortController().signal;

/** For the tests of a file; it is there inside tests. The connection is the ground's, which goes on after it. `listener` hears of it. */
export function demoSession(ground: Ground, listener: SessionListener = SILENT): () => Session {
  let session: Session | undefined;
  beforeAll(() => {
    const { client } = ground;
    session = new Session({
      context: { id: 'demo', kind: 'demo', name: 'demo', isCurrent: true },
      client: {
        server: client.server,
        request: (request) => client.request(request),
        lines: (request) => client.lines(request),
        websocket: (request, protocols) => client.websocket(request, protocols),
        close: async () => {},
      },
      assetsDir,
      ports: { get: () => undefined, set: () => {} },
      listener,
    });
  });
  afterAll(() => session?.dispose());
  return () => {
    if (session === undefined) throw new Error('the session is made by beforeAll');
    return session;
  };
}

/** Installs the newest stack with its own settings, and has the session look anew. */
export async function installStack(ground: Ground, session: Session): Promise<void> {
  const capabilities = await readCapabilities(ground.client, never);
  const input = { assetsDir: `${assetsDir}/stack`, namespace: STACK_NAMESPACE, capabilities };
  const desired = { release: STACK_RELEASE, namespace: STACK_NAMESPACE, ...(await renderStack(input)) };
  succeeded(await ground.odin.apply(await ground.odin.plan(desired)));
  session.settings.forget();
}
