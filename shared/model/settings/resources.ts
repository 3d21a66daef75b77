// Presets of memory and CPU for the parts of the stack.
import { z } from 'zod';

export const resourcesSchema = z
  .enum(['small', 'laptop', 'workstation'], 'must be small, laptop or workstation')
  .default('laptop')
  .meta({
    title: 'Resources',
    description:
      'How much memory and CPU the parts get: small for 8 GB machines, workstation for 64 GB and for clusters.',
  });

/** CPU and memory that a container requests, and its limit of memory, as Kubernetes writes quantities. */
export type Amounts = readonly [cpu: string, memory: string, limit: string];

/** Amounts by preset. What the manifests say is for `laptop`, and for each preset that is not here. */
export type AmountsByPreset = Readonly<Partial<Record<z.output<typeof resourcesSchema>, Amounts>>>;
