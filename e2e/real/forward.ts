// A way into the cluster for a test's own client: kubectl's port-forward, as a child process.
import { spawn } from 'node:child_process';
import type { TestCluster } from '../cluster/cluster.ts';

export interface Forward {
  /** Such as `http://127.0.0.1:43210`. */
  readonly origin: string;
  close(): void;
}

/** Opens a port of this machine that leads to `port` of `what`. Rejects with kubectl's error when that cannot be. */
export function forwardTo(cluster: TestCluster, namespace: string, what: string, port: number): Promise<Forward> {
  const { kubeconfig } = cluster;
  const child = spawn('kubectl', [`--kubeconfig=${kubeconfig}`, 'port-forward', '-n', namespace, what, `:${port}`]);
  let said = '';
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => reject(new Error(`kubectl port-forward ${what} ended: ${complaint.trim()}`)));
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const address = /Forwarding from (127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (address !== undefined) resolve({ origin: `http://${address}`, close: () => void child.kill() });
    });
  });
}
