// The thread that the demo cluster lives in, so that a busy page or a long plan never makes it late.
import { parentPort, workerData } from 'node:worker_threads';
import { type DemoServerOptions, startDemoServer } from './server.ts';

/** What the thread says when it is up. */
export interface WorkerReady {
  readonly port: number;
  readonly token: string;
}

const server = await startDemoServer(workerData as DemoServerOptions);
parentPort?.once('message', () => {
  void server.dispose().finally(() => process.exit(0));
});
const ready: WorkerReady = { port: server.port, token: server.token };
parentPort?.postMessage(ready);
