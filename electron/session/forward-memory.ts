// Remembers the forwards that a person asked for, so that they are there again in the next run.
import { join } from 'node:path';
import { z } from 'zod';
import { forwardRequestSchema, MOST_KEPT_FORWARDS } from '../../shared/model/kept-forward.ts';
import type { ForwardMemory } from '../forwards/kept-forwards.ts';
import { type Log, NO_LOG } from '../log/log.ts';
import { JsonFile } from '../state-files/json-file.ts';
import type { OnLost } from '../state-files/kept-text.ts';
import { noteLost } from './state-lost.ts';

/** The clusters that were used last. */
const MOST_CLUSTERS = 50;

const forwardSchema = forwardRequestSchema.required().extend({ isHttp: z.boolean() });
const fileSchema = z
  .array(z.strictObject({ cluster: z.string().max(4096), forwards: z.array(forwardSchema).max(MOST_KEPT_FORWARDS) }))
  .max(MOST_CLUSTERS);

/** The memory of each cluster, by the id of its context: kept in `forwards.json` of ODIN's state folder, or as long as the process lives. */
export function openForwardMemory(
  stateDir: string,
  log: Log = NO_LOG,
  onLost: OnLost = () => {},
): (cluster: string) => ForwardMemory {
  const lost = noteLost(log, 'forward', 'forwards could not be kept', onLost);
  const file = new JsonFile(join(stateDir, 'forwards.json'), fileSchema, [], lost);
  return (cluster) => ({
    get: () => file.value.find((one) => one.cluster === cluster)?.forwards ?? [],
    set: (forwards) => {
      const others = file.value.filter((one) => one.cluster !== cluster);
      const own = forwards.length === 0 ? [] : [{ cluster, forwards: [...forwards] }];
      file.set([...others, ...own].slice(-MOST_CLUSTERS));
    },
  });
}
