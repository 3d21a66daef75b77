// The usage of pods and volumes, from Prometheus, else from the metrics API; and the numbers of the overview's tiles.
import { z } from 'zod';
import { objectRefSchema } from './object-ref.ts';

const point = z.tuple([z.number(), z.number().nullable()]);

/** Where numbers come from; `none`: from nowhere, `reason` says why. */
export const usageSourceSchema = z.enum(['prometheus', 'metricsApi', 'none']);

/** Now. Cores as a number: 0.25 is a quarter of one. */
export const usageSchema = z.object({
  source: usageSourceSchema,
  reason: z.string().optional(),
  at: z.number(),
  pods: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      cpuCores: z.number().optional(),
      memoryBytes: z.number().optional(),
      gpuMemoryBytes: z.number().optional(),
    }),
  ),
  volumes: z.array(
    z.object({ namespace: z.string(), claim: z.string(), usedBytes: z.number(), capacityBytes: z.number() }),
  ),
});
export type Usage = z.infer<typeof usageSchema>;

export const usageHistoryInputSchema = z.strictObject({
  object: objectRefSchema,
  rangeSeconds: z.number().int().min(60).max(86_400),
});
export type UsageHistoryInput = z.infer<typeof usageHistoryInputSchema>;

/** The sum over its containers and pods; gaps stay gaps. Points are `[unixSeconds, value | null]`, oldest first. */
export const usageHistorySchema = z.object({
  source: usageSourceSchema,
  reason: z.string().optional(),
  stepSeconds: z.number(),
  cpuCores: z.array(point),
  memoryBytes: z.array(point),
  cpuLimitCores: z.number().optional(),
  memoryLimitBytes: z.number().optional(),
});
export type UsageHistory = z.infer<typeof usageHistorySchema>;

export const TILES = ['gpu', 'gpuMemory', 'gpuTemperature', 'gpuPower', 'cpu', 'memory', 'diskFree'] as const;

/** One tile: the value now, what it is measured by, and the last hour. */
export const tileSchema = z.object({
  name: z.enum(TILES),
  unit: z.enum(['ratio', 'bytes', 'celsius', 'watts']),
  /** Null: there is none now, and `note` says why ("asleep since 14:02"). */
  value: z.number().nullable(),
  /** The total, or the limit in force, in the same unit. */
  limit: z.number().optional(),
  note: z.string().optional(),
  points: z.array(point),
});
export type Tile = z.infer<typeof tileSchema>;

/** Only those that this cluster has numbers of; `reason` where it has none at all. */
export const tilesSchema = z.object({ at: z.number(), tiles: z.array(tileSchema), reason: z.string().optional() });
export type Tiles = z.infer<typeof tilesSchema>;
