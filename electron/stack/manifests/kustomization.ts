// One kustomization.yaml as data: the part of kustomize that the stack's assets use, and a refusal of everything else.
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';

const stringMapSchema = z.record(z.string(), z.string());
/** Below or beside the folder of the kustomization. A web address, which kustomize would fetch, is none. */
const pathSchema = z.string().regex(/^[\w.][\w./-]*$/, 'must be a relative path');

/** Without the hash, a name is the same at every change, so that pods and ODIN's records can refer to it. */
const generatorSchema = z.strictObject({
  name: z.string().min(1),
  namespace: z.string().min(1),
  files: z.array(pathSchema).min(1),
  options: z.strictObject({
    disableNameSuffixHash: z.literal(true),
    labels: stringMapSchema,
    annotations: stringMapSchema.exactOptional(),
  }),
});

const bodyShape = {
  resources: z.array(pathSchema).default([]),
  components: z.array(pathSchema).default([]),
  configMapGenerator: z.array(generatorSchema).default([]),
};

const kustomizationSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    apiVersion: z.literal('kustomize.config.k8s.io/v1beta1'),
    kind: z.literal('Kustomization'),
    ...bodyShape,
  }),
  z.strictObject({
    apiVersion: z.literal('kustomize.config.k8s.io/v1alpha1'),
    kind: z.literal('Component'),
    ...bodyShape,
  }),
]);

/** The parts of a folder. Paths are relative to the folder. */
export type Kustomization = z.infer<typeof kustomizationSchema>;

/** A ConfigMap whose keys are the names of files, and whose values are what is in them. */
export type ConfigMapGenerator = z.infer<typeof generatorSchema>;

/**
 * Reads the text of a kustomization.yaml. `source` names it in errors.
 *
 * Throws `internal`, with the file and the field, for YAML that cannot be read and for whatever else kustomize knows:
 * leaving it out in silence would make ODIN install something else than `kubectl apply -k`.
 */
export function parseKustomization(text: string, source: string): Kustomization {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new AppError('internal', `${source} is not readable as YAML: ${reason}`, { subject: source, cause });
  }
  const parsed = kustomizationSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const field = [...(issue?.path ?? []), ...keys.slice(0, 1)].join('.') || 'it';
  throw new AppError('internal', `${source}: ${field} is not what ODIN reads of kustomize: ${issue?.message}.`, {
    subject: source,
    cause: parsed.error,
  });
}
