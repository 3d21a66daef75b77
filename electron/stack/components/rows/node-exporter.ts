// node-exporter: CPU, memory, disks and network of each node.
import { whileOn } from './choice.ts';
import { nodeExporterAuthSecret } from './node-exporter-secret.ts';
import type { ComponentRow } from './row.ts';

export const nodeExporter: ComponentRow = {
  name: 'node-exporter',
  choice: whileOn('components.nodeExporter'),
  secrets: async (namespace, password) => [await nodeExporterAuthSecret(namespace, password())],
};
