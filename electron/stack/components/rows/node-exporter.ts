// node-exporter: CPU, memory, disks and network of each node.
import { heldPortNotes } from '../../cluster-checks/held-ports.ts';
import { nodeExporterPort } from '../../settings/node-exporter-port.ts';
import { whileOn } from './choice.ts';
import { nodeExporterAuthSecret } from './node-exporter-secret.ts';
import type { ComponentRow } from './row.ts';

const choice = whileOn('components.nodeExporter');

export const nodeExporter: ComponentRow = {
  name: 'node-exporter',
  title: 'Node exporter',
  choice,
  edits: [nodeExporterPort],
  idle: [{ unless: choice, settings: ['nodeExporter.port'] }],
  notes: heldPortNotes,
  secrets: async (namespace, password) => [await nodeExporterAuthSecret(namespace, password())],
};
