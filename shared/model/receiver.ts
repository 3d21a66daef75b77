// The receivers of alerts as a form shows and changes them. The settings keep them as YAML of Alertmanager's.
import { z } from 'zod';
import { LONGEST_SECRET } from './receiver-kinds.ts';

/** YAML of the setting `alerts.receivers`. */
const yamlSchema = z.string().max(100_000);
const nameSchema = z.string().max(200);

export const receiverKindSchema = z.enum(['email', 'ntfy', 'telegram', 'slack', 'discord', 'webhook']);
const fieldSchema = z.enum(['to', 'from', 'smarthost', 'username', 'url', 'chatId', 'channel']);
const secretSchema = z.enum(['password', 'url', 'token']);

/** Kubernetes allows no other: https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data */
export const secretKeySchema = z.string().regex(/^(?!\.)[-._a-zA-Z0-9]{1,200}$/, 'must be the key of a Secret');

/** What is typed. `secrets` are keys of the Secret, never what is in them. */
const typedSchema = {
  fields: z.partialRecord(fieldSchema, z.string().max(2_000)),
  secrets: z.partialRecord(secretSchema, secretKeySchema),
};

/** A receiver as a person wants it. Without `tells` its routes stay as the YAML has them. */
export const receiverFormSchema = z.strictObject({
  name: nameSchema,
  kind: receiverKindSchema,
  tells: z.enum(['all', 'critical']).optional(),
  ...typedSchema,
});
export type ReceiverForm = z.infer<typeof receiverFormSchema>;

/** A receiver as the YAML has it. */
export const receiverSchema = z.object({
  name: z.string(),
  /** `yaml`: there is more to it than a form could show. */
  kind: z.enum([...receiverKindSchema.options, 'yaml']),
  /** `other`: routes that a form could not show. */
  tells: z.enum(['all', 'critical', 'nothing', 'other']),
  ...typedSchema,
  /** What of it the form does not know, and keeps, as paths below it. */
  beyond: z.array(z.string()),
});
export type Receiver = z.infer<typeof receiverSchema>;

export const receiverListSchema = z.object({
  receivers: z.array(receiverSchema),
  /** What is said for all of them, by its keys. */
  beyond: z.array(z.string()),
});
export type ReceiverList = z.infer<typeof receiverListSchema>;

export const receiverReadSchema = z.strictObject({ yaml: yamlSchema });

/** A change of the YAML. `former`: the name of the one that is changed; without it one is added. */
export const receiverChangeSchema = z.strictObject({
  yaml: yamlSchema,
  change: z.discriminatedUnion('to', [
    z.strictObject({ to: z.literal('put'), receiver: receiverFormSchema, former: nameSchema.optional() }),
    z.strictObject({ to: z.literal('remove'), name: nameSchema }),
  ]),
});
export type ReceiverChange = z.infer<typeof receiverChangeSchema>['change'];

/** The keys that the Secret has. */
export const receiverSecretKeysSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('known'), keys: z.array(z.string()) }),
  /** In a sentence why nobody knows, or why none can be there yet. */
  z.object({ state: z.literal('unknown'), reason: z.string() }),
]);
export type ReceiverSecretKeys = z.infer<typeof receiverSecretKeysSchema>;

/** A value for one key of the Secret; on one line, as all who give out such values write them. */
export const putSecretSchema = z.strictObject({
  key: secretKeySchema,
  value: z
    .string()
    .min(1, 'must not be empty')
    .max(LONGEST_SECRET, `must be at most ${LONGEST_SECRET} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'must be one line'),
});
export type PutSecret = z.infer<typeof putSecretSchema>;

export const receiverTestSchema = z.strictObject({ name: nameSchema, severity: z.enum(['warning', 'critical']) });
export type ReceiverTest = z.infer<typeof receiverTestSchema>;

/** A test that Alertmanager has taken. Whether anybody is told it does not say. */
export const receiverTestedSchema = z.object({
  /** In ms since the epoch: it ends by itself then. */
  endsAt: z.number(),
  /** False where the routes could not be followed: it may go elsewhere. */
  isRouted: z.boolean(),
});
export type ReceiverTested = z.infer<typeof receiverTestedSchema>;
