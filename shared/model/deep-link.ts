// A link into the window (`odin://overview?open=pod/monitoring/grafana-0&tab=logs`): where it leads, and never what is to be done there.
import { z } from 'zod';
import { dashboardUidSchema } from './alert.ts';
import { objectRefSchema } from './object-ref.ts';

/** What of an object a link may show. Not `shell`: that starts a program in the cluster. */
const LINKED_TABS = ['logs', 'events', 'yaml'] as const;

export const deepLinkSchema = z.discriminatedUnion('to', [
  z.object({
    to: z.literal('page'),
    /** As in the window's own address. */
    page: z.enum(['overview', 'gpu', 'alerts', 'stack', 'doctor', 'forwards']),
    object: objectRefSchema.optional(),
    /** Absent for the summary. */
    tab: z.enum(LINKED_TABS).optional(),
  }),
  /** A dashboard of Grafana, in the browser. */
  z.object({ to: z.literal('dashboard'), uid: dashboardUidSchema }),
]);
export type DeepLink = z.infer<typeof deepLinkSchema>;
