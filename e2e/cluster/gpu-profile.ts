// Speaks to the stand-in for the GPU exporter: which machine it is to play, and how often it was asked; and to the gate before it.
import type { TestCluster } from './cluster.ts';

/** The recorded pages of `module-standins/fake-gpu-exporter/profiles`. */
export type GpuProfile = 'laptop' | 'desktop' | 'h200';

/** Where the stand-in listens to tests, whatever its page is asked for at. */
const CONTROL_PORT = 9837;

/** Until the exporter's pod is replaced; it then plays the laptop again. The manifest stays as it is. */
export async function playGpu(cluster: TestCluster, namespace: string, profile: GpuProfile): Promise<void> {
  const path = await controlPath(cluster, namespace, `profile?name=${profile}`);
  await cluster.kubectl(['create', '--raw', path, '-f', '-']);
}

/** Puts a process on its first GPU, by the machine's number for it. */
export async function putOnGpu(cluster: TestCluster, namespace: string, pid: string): Promise<void> {
  const path = await controlPath(cluster, namespace, `process?pid=${pid}`);
  await cluster.kubectl(['create', '--raw', path, '-f', '-']);
}

/** How often its page was asked for since it started. */
export async function exporterCalls(cluster: TestCluster, namespace: string): Promise<number> {
  return Number(await cluster.kubectl(['get', '--raw', await controlPath(cluster, namespace, 'calls')]));
}

/** What a shell in the gate's container prints. */
export function inGate({ kubectl }: TestCluster, namespace: string, script: string): Promise<string> {
  const container = ['-n', namespace, 'exec', 'daemonset/nvidia-gpu-exporter', '-c', 'gate'];
  return kubectl([...container, '--', '/bin/busybox', 'sh', '-c', script]);
}

async function controlPath({ kubectl }: TestCluster, namespace: string, what: string): Promise<string> {
  const selector = ['-l', 'app.kubernetes.io/name=nvidia-gpu-exporter', '--field-selector', 'status.phase=Running'];
  const pods = await kubectl(['get', 'pods', '-n', namespace, ...selector, '-o', 'jsonpath={.items[0].metadata.name}']);
  return `/api/v1/namespaces/${namespace}/pods/${pods}:${CONTROL_PORT}/proxy/-/${what}`;
}
