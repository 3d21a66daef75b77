// A shell in a container, over Kubernetes' exec.
import { z } from 'zod';
import { objectRefSchema } from './object-ref.ts';

/** Base64, so that no door on the way takes a byte for text. */
const bytes = z.base64().max(100_000);
const size = { columns: z.number().int().min(2).max(1_000), rows: z.number().int().min(2).max(1_000) };

export const shellRequestSchema = z.object({ pod: objectRefSchema, container: z.string().max(253), ...size });
export type ShellRequest = z.infer<typeof shellRequestSchema>;

export const shellInputSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('keys'), bytes }),
  z.object({ kind: z.literal('resize'), ...size }),
]);
export type ShellInput = z.infer<typeof shellInputSchema>;

/** `failed`: it could not be opened; `remedy` is a command that opens a debug container where the image has no shell. */
export const shellMessageSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open'), bytes: bytes.optional() }),
  z.object({ state: z.literal('ended'), exitCode: z.number().int().optional(), reason: z.string().optional() }),
  z.object({ state: z.literal('failed'), reason: z.string(), remedy: z.string().optional() }),
]);
export type ShellMessage = z.infer<typeof shellMessageSchema>;
