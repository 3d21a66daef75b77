// The place of the chosen cluster: where its nodes are, seen from this machine.
import { z } from 'zod';

/**
 * `here`: this machine is the node; `member`: it is one of several; `container`: a container on it is; `virtual`: a virtual machine
 * on this computer, or a container in one; `behind`: not this machine, though the API server answers at an address of it, as it does
 * for a virtual machine and a tunnel; `elsewhere`: other machines; `unknown`: no node may be read.
 */
export const whereaboutsSchema = z.enum(['here', 'member', 'container', 'virtual', 'behind', 'elsewhere', 'unknown']);
export type Whereabouts = z.infer<typeof whereaboutsSchema>;

export const clusterPlaceSchema = z.object({
  where: whereaboutsSchema,
  /** What it is and where, in a sentence. */
  sentence: z.string(),
});
export type ClusterPlace = z.infer<typeof clusterPlaceSchema>;
