// The thread that the demo cluster lives in, so that a busy page or a long plan never makes it late.
import { parentPort, workerData } from 'node:worker_threads';
import type { DemoAccess } from './access.ts';
import { type DemoServerOptions, startDemoServer } from './server.ts';

/** What the thread says first: that it is up, or that another one has its port. */
export type FirstMessage = { readonly access: DemoAccess } | { readonly failure: string };

/** What it says then, if anything: why its state is not kept, as a code of the file system's. */
export type LaterMessage = { readonly lost: string };

function say(message: FirstMessage | LaterMessage): void {
  parentPort?.postMessage(message);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

try {
  const server = await startDemoServer(workerData as DemoServerOptions, (error) => say({ lost: codeOf(error) }));
  parentPort?.once('message', () => {
    void server.dispose().finally(() => process.exit(0));
  });
  say({ access: server.access });
} catch (error) {
  say({ failure: codeOf(error) });
}
