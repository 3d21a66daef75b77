// Alerts of the last days: when each fired, how often and for how long, as Prometheus has kept it.
import { z } from 'zod';
import { alertSchema } from './alert.ts';

/** As much as is kept: more would tell nobody more. */
export const MOST_PAST_ALERTS = 200;
export const MOST_EPISODES = 50;

/** A stretch in which it fired, in ms since the epoch. Without `to` it still fires. */
export const episodeSchema = z.object({ from: z.number(), to: z.number().optional() });
export type Episode = z.infer<typeof episodeSchema>;

/** One alert, told apart by its name and labels. */
export const pastAlertSchema = alertSchema.omit({ state: true, silencedBy: true, since: true }).extend({
  /** Newest first, at most {@link MOST_EPISODES}. */
  episodes: z.array(episodeSchema).min(1).max(MOST_EPISODES),
  /** Of all its episodes, those that are left out too. */
  times: z.number().int().min(1),
  /** How long it fired altogether, in ms. */
  firedMs: z.number(),
});
export type PastAlert = z.infer<typeof pastAlertSchema>;

/** What still fires first, then what ended last. `more`: how many alerts are left out. */
export const alertHistorySchema = z.object({
  alerts: z.array(pastAlertSchema).max(MOST_PAST_ALERTS),
  more: z.number().int().min(0),
});
export type AlertHistory = z.infer<typeof alertHistorySchema>;
