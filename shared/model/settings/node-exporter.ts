// The port on which node-exporter answers, on each node's own addresses.
import { z } from 'zod';

/** The first that a program may take that is not root's. */
const FIRST = 1024;

export const nodeExporterSchema = z
  .strictObject({
    port: z
      .int('must be a port')
      .min(FIRST, `must be a port from ${FIRST} to 65535`)
      .max(65_535, `must be a port from ${FIRST} to 65535`)
      .default(9100)
      .meta({
        title: 'Port',
        description: 'TCP port of the nodes themselves: another one where a program of theirs has this one already.',
      }),
  })
  .prefault({})
  .meta({ title: 'Node exporter', description: 'Measures the nodes.' });
