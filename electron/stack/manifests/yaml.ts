// Reads manifests as kubectl reads them: several documents in a file, YAML 1.1 words, Lists taken apart.
import { type Document, parseAllDocuments, type Scalar, visit } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { resolvePlain } from '../../yaml/plain-scalar.ts';

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

const TAG_PREFIX = 'tag:yaml.org,2002:';

/**
 * The objects of a manifest in their order; empty documents are skipped. `source` names the text in errors, such as a
 * file's path.
 *
 * Throws `badInput` for YAML that cannot be read and for a document that is no Kubernetes object.
 */
export function parseManifests(text: string, source: string): readonly KubeObject[] {
  return parseAllDocuments(text, { schema: 'failsafe', merge: true }).flatMap((document, index) => {
    const value = read(document, source);
    const where = `${source}, document ${index + 1}`;
    if (value === null) return [];
    const list = listSchema.safeParse(value);
    return (list.success ? list.data.items : [value]).map((item) => asObject(item, where));
  });
}

function read(document: Document.Parsed, source: string): unknown {
  const [error] = document.errors;
  if (error !== undefined) throw unreadable(source, error);
  visit(document, {
    Scalar: (_key, scalar) => {
      if (scalar.type === 'PLAIN' || scalar.tag !== undefined) resolve(scalar, source);
    },
  });
  try {
    return document.toJS();
  } catch (cause) {
    throw unreadable(source, cause); // more aliases than any manifest has, or a merge of what is no map
  }
}

function unreadable(source: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? firstLine(cause.message) : String(cause);
  return new AppError('badInput', `${source} is not readable as YAML: ${reason}`, { cause });
}

function resolve(scalar: Scalar, source: string): void {
  const text = scalar.source ?? '';
  switch (scalar.tag?.replace(TAG_PREFIX, '')) {
    case 'str':
      break;
    case 'binary': // its bytes as text, which kubectl then takes for the value
      scalar.value = Buffer.from(text, 'base64').toString();
      break;
    default:
      if (typeof scalar.value === 'symbol') break; // the `<<` of a merge
      try {
        scalar.value = resolvePlain(text);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new AppError('badInput', `${source}: ${reason}; put it in quotes if it is text.`, { cause: error });
      }
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

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/:$/, '.') ?? message;
}
