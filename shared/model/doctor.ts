// The chain from the GPU's driver to its chart, as it was looked at: each link's state, and the first that is broken.
import { z } from 'zod';
import { DOCTOR_LINKS } from './doctor-links.ts';

const linkNameSchema = z.enum(DOCTOR_LINKS);

/** What was read, and where: a file, an object, a page, a query. */
const evidenceSchema = z.object({ from: z.string(), says: z.string() });
export type DoctorEvidence = z.infer<typeof evidenceSchema>;

/** What a person does in a terminal, with the command for it. */
const fixSchema = z.object({ what: z.string(), command: z.string() });

export const doctorLinkSchema = z.object({
  name: linkNameSchema,
  /** `behind`: it hangs on a broken one, and what is seen of it says nothing. `notNeeded`: nothing asks for it here. */
  state: z.enum(['ok', 'broken', 'unknown', 'notNeeded', 'behind']),
  /** The case, as scripts name it, such as `templateHidesRuntime`; there with every broken link. */
  cause: z.string().optional(),
  /** The thing, what is with it, the next step. */
  sentence: z.string(),
  /** What it means for pods and charts, where that is not said already. */
  meaning: z.string().optional(),
  evidence: z.array(evidenceSchema),
  fixes: z.array(fixSchema),
  /** The plan by which ODIN itself can mend it: shown and confirmed as any other. */
  repair: z.enum(['putBack', 'install']).optional(),
  /** Of a link that is behind: the broken one that it hangs on. */
  because: linkNameSchema.optional(),
});
export type DoctorLink = z.infer<typeof doctorLinkSchema>;

/** What of the cluster's distribution, or of where it is, matters for the stack: the thing and the next step. */
const doctorRemarkSchema = z.object({
  about: z.enum(['storage', 'gpu', 'prometheus', 'node', 'podMetrics']),
  sentence: z.string(),
  command: z.string().optional(),
});
export type DoctorRemark = z.infer<typeof doctorRemarkSchema>;

export const doctorReportSchema = z.object({
  level: z.enum(['whole', 'asleep', 'noGpu', 'notInstalled', 'unknown', 'broken']),
  /** The verdict: of a broken chain, the sentence of its first broken link. */
  sentence: z.string(),
  reason: z.string().optional(),
  /** The first broken link. */
  first: linkNameSchema.optional(),
  /** Ms since the epoch; of a chain whose GPU sleeps, where it is told. */
  asleepSince: z.number().optional(),
  links: z.array(doctorLinkSchema),
  /** Of the cluster around the chain; absent for the demo cluster. */
  cluster: z
    .object({
      /** What it is and where, in a sentence. */
      sentence: z.string(),
      remarks: z.array(doctorRemarkSchema),
    })
    .optional(),
  /** Whether files of the node were read: the app runs on it. */
  isOnNode: z.boolean(),
  /** Ms since the epoch. */
  at: z.number(),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
