// The kinds of fields that settings consist of: each refuses what cannot be, in words that follow the field's name.
import { z } from 'zod';
import { DATA_SIZE, DURATION, dataSizeBytes, durationMs, QUANTITY, quantityBytes } from './units.ts';

/** The words that a form shows above a field, and below it. */
type Words = { readonly title: string; readonly description: string };

/** A duration of at least `least`, and at most `most`. */
export function duration(fallback: string, words: Words, least = '1ms', most?: string) {
  return z
    .string()
    .regex(DURATION, 'must be a duration, such as 15s, 90m or 15d')
    .refine((text) => !(durationMs(text) < durationMs(least)), `must be at least ${least}`)
    .refine((text) => most === undefined || !(durationMs(text) > durationMs(most)), `must be at most ${most}`)
    .default(fallback)
    .meta(words);
}

/** An amount of data, as Prometheus' options take it. */
export function dataSize(fallback: string, words: Words) {
  return z
    .string()
    .regex(DATA_SIZE, 'must be a size, such as 512MB or 8GB')
    .refine((text) => !(dataSizeBytes(text) <= 0), 'must be more than nothing')
    .default(fallback)
    .meta(words);
}

/** The name of a thing in Kubernetes whose name is a DNS subdomain, such as a class. */
export const objectName = z
  .string()
  .max(253, 'must be at most 253 characters')
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'must be a name of small letters, digits, dashes and dots');

/** A name for what becomes a Service: also its address in the cluster. */
export function serviceName(most: number) {
  return z
    .string()
    .max(most, `must be at most ${most} characters`)
    .regex(
      /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
      'must be a name of small letters, digits and dashes that begins with a letter',
    );
}

/** A TCP port. */
export const port = z
  .int('must be a port')
  .min(1, 'must be a port from 1 to 65535')
  .max(65_535, 'must be a port from 1 to 65535');

/** A switch. */
export function toggle(fallback: boolean, title: string, description: string) {
  return z.boolean('must be true or false').default(fallback).meta({ title, description });
}

/** A claim for a volume. */
export function storage(size: string, of: string) {
  return z
    .strictObject({
      storageClassName: objectName.exactOptional().meta({
        title: 'Storage class',
        description:
          "StorageClass that makes the volume. Without one it is the cluster's default. Cannot be changed once the volume is there.",
      }),
      size: z
        .string()
        .regex(QUANTITY, 'must be a quantity, such as 10Gi')
        .refine((text) => !(quantityBytes(text) <= 0), 'must be more than nothing')
        .default(size)
        .meta({
          title: 'Volume size',
          description:
            'What the volume claim asks for. It can grow later, where the storage class allows it, never shrink.',
        }),
    })
    .prefault({})
    .meta({ title: 'Storage', description: `The volume for ${of}.` });
}
