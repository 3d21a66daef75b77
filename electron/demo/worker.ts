// The thread that the demo cluster lives in, so that a busy page or a long plan never makes it late.
import { parentPort, workerData } from 'node:worker_threads';
import type { DemoAccess } from './access.ts';
import { type DemoServerOptions, startDemoServer } from './server.ts';

/** What the thread says first: that it is up, or that another one has its port. */
export type WorkerMessage = { readonly access: DemoAccess } | { readonly failure: string };

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

try {
  const server = await startDemoServer(workerData as DemoServerOptions);
  parentPort?.once('message', () => {
    void server.dispose().finally(() => process.exit(0));
  });
  say({ access: server.access });
} catch (error) {
  say({ failure: (error as NodeJS.ErrnoException).code ?? String(error) });
}
