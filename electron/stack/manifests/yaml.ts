// Reads manifests as kubectl reads them: several documents in a file, YAML 1.1 words, Lists taken apart.
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { toJson } from '../../yaml/json.ts';
import { readYaml, UnreadableYaml, type YamlDocument } from '../../yaml/read.ts';

const stringMapSchema = z.record(z.string(), z.string());

/** The least that makes an object; everything else passes through as it is. */
const objectSchema = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().exactOptional(),
    labels: stringMapSchema.exactOptional(),
    annotations: stringMapSchema.exactOptional(),
  }),
});

const listSchema = z.looseObject({ kind: z.literal('List'), items: z.array(z.unknown()) });

/**
 * The objects of a manifest in their order; empty documents are skipped. `source` names the text in errors, such as a
 * file's path.
 *
 * Throws `badInput` for YAML that cannot be read and for a document that is no Kubernetes object.
 */
export function parseManifests(text: string, source: string): readonly KubeObject[] {
  return documentsOf(text, source).flatMap((document, index) => {
    const value = jsonOf(document, source);
    const where = `${source}, document ${index + 1}`;
    if (value === null) return [];
    const list = listSchema.safeParse(value);
    return (list.success ? list.data.items : [value]).map((item) => asObject(item, where));
  });
}

function documentsOf(text: string, source: string): readonly YamlDocument[] {
  try {
    return readYaml(text);
  } catch (cause) {
    if (!(cause instanceof UnreadableYaml)) throw cause;
    throw new AppError('badInput', `${source} is not readable as YAML: ${cause.message}.`, { subject: source, cause });
  }
}

function jsonOf({ value }: YamlDocument, source: string): unknown {
  try {
    return toJson(value);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new AppError('badInput', `${source}: ${cause.message}; put it in quotes if it is text.`, { cause });
  }
}

function asObject(value: unknown, where: string): KubeObject {
  const parsed = objectSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? 'it' : issue.path.join('.');
  throw new AppError('badInput', `${where} is no Kubernetes object: ${field}: ${issue?.message ?? 'not valid'}.`, {
    cause: parsed.error,
  });
}
