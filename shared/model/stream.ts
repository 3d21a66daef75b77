// Streams: an object, a table, a log, a shell that the page follows while it shows it. Opened by a call, told by one event, closed by a call.
import { z } from 'zod';
import { inspectionSchema } from './inspection.ts';
import { liveTableChangeSchema, liveTableNameSchema } from './live-table.ts';
import { logMessageSchema, logRequestSchema } from './log-line.ts';
import { objectRefSchema } from './object-ref.ts';
import { shellMessageSchema, shellRequestSchema } from './shell.ts';

export const streamRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('object'), object: objectRefSchema }),
  /** Default: all namespaces; where those may not be read, the stack's. */
  z.strictObject({ kind: z.literal('table'), table: liveTableNameSchema, namespace: z.string().max(253).optional() }),
  z.strictObject({ kind: z.literal('log'), log: logRequestSchema }),
  z.strictObject({ kind: z.literal('shell'), shell: shellRequestSchema }),
]);
export type StreamRequest = z.infer<typeof streamRequestSchema>;
export type StreamKind = StreamRequest['kind'];

export const streamIdSchema = z.string().min(1).max(64);

/** What is told of one stream; its `kind` is that of the request. */
export const streamMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('object'), message: inspectionSchema }),
  z.object({ kind: z.literal('table'), message: liveTableChangeSchema }),
  z.object({ kind: z.literal('log'), message: logMessageSchema }),
  z.object({ kind: z.literal('shell'), message: shellMessageSchema }),
]);
export type StreamMessage = z.infer<typeof streamMessageSchema>;
