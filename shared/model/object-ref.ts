// The name of one object in a cluster.
import { z } from 'zod';

/** Names one object: enough to build its URL with discovery. `namespace` is absent for cluster-scoped kinds. */
export const objectRefSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});
export type ObjectRef = z.infer<typeof objectRefSchema>;
