// The thread that the demo cluster lives in, so that a busy page or a long plan never makes it late.
import { parentPort, workerData } from 'node:worker_threads';
import { type DemoServerOptions, startDemoServer } from './server.ts';

const server = await startDemoServer(workerData as DemoServerOptions);
parentPort?.once('message', () => {
  void server.dispose().finally(() => process.exit(0));
});
parentPort?.postMessage(server.access);
