// Tells the stand-in for the GPU exporter which machine to play.
import type { TestCluster } from './cluster.ts';

/** The recorded pages of `module-standins/fake-gpu-exporter/profiles`. */
export type GpuProfile = 'laptop' | 'desktop' | 'h200';

/** Until the exporter's pod is replaced; it then plays the laptop again. The manifest stays as it is. */
export async function playGpu({ kubectl }: TestCluster, namespace: string, profile: GpuProfile): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/services/nvidia-gpu-exporter:http/proxy/-/profile?name=${profile}`;
  await kubectl(['create', '--raw', path, '-f', '-']);
}
