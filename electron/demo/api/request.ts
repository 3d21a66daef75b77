// Reads what a request wants: the resource that its path names, and its body.
import type { IncomingMessage } from 'node:http';
import { parse, YAMLError } from 'yaml';
import { badRequest, Failure } from '../store/failure.ts';
import type { Json } from '../store/json.ts';
import type { Resource } from '../store/resources.ts';
import { fromProtobuf, PROTOBUF } from './protobuf.ts';

/** Larger bodies are refused, as by a real API server. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;

/** What a path under /api or /apis names. `name` is empty for the collection, `namespace` for all or none. */
export interface Target {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string;
}

/** The resource that a path leads to, if it is one of those that are served. */
export function targetOf(path: string, served: readonly Resource[]): Target | undefined {
  const segments = path.split('/').slice(1).map(decodeURIComponent);
  const root = segments.shift();
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'api' ? '' : (segments.shift() ?? '');
  const version = segments.shift();
  const has = (plural: string | undefined) =>
    served.find((it) => it.group === group && it.version === version && it.plural === plural);
  // `namespaces/x/status` is a namespace's own; `namespaces/x/pods` is what is in it.
  const isInside =
    segments[0] === 'namespaces' && segments.length > 2 && !['status', 'finalize'].includes(segments[2] ?? '');
  const namespace = isInside ? (segments[1] ?? '') : '';
  if (isInside) segments.splice(0, 2);
  const [plural, name = '', subresource = '', ...rest] = segments;
  const resource = has(plural);
  if (resource === undefined || rest.length > 0) return undefined;
  if (isInside && !resource.namespaced) return undefined;
  if (resource.namespaced && namespace === '' && name !== '') return undefined;
  const isKnown =
    subresource === '' ||
    (subresource === 'status' && resource.hasStatus) ||
    resource.subresources.some((it) => it.name === subresource);
  return isKnown ? { resource, namespace, name, subresource } : undefined;
}

/** The media type of the body, without its parameters. */
function contentTypeOf(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The whole body as text, and its media type: what comes as protobuf is JSON from here on, if its type is known. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ readonly body: string; readonly contentType: string }> {
  const bytes = await readBytes(request);
  const contentType = contentTypeOf(request);
  const decoded = contentType === PROTOBUF ? fromProtobuf(bytes) : undefined;
  if (decoded === undefined) return { body: bytes.toString('utf8'), contentType };
  return { body: JSON.stringify(decoded), contentType: 'application/json' };
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) {
      const message = `the server responded with the status code 413: limit is ${MAX_BODY_BYTES}`;
      throw new Failure(413, 'RequestEntityTooLarge', message, {});
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Parses JSON; the error's message is Go's where that can be told. */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new SyntaxError(goSyntaxError(text, error), { cause: error });
  }
}

/** Parses YAML as Kubernetes reads it: 1.1, where `0644` is octal and `yes` is true. */
export function parseYaml(text: string): Json {
  try {
    if (text.startsWith('{')) return JSON.parse(text) as Json; // most send JSON, and it may be megabytes
  } catch {
    // in braces, but no JSON
  }
  try {
    return parse(text, { version: '1.1', logLevel: 'silent' }) as Json;
  } catch (error) {
    const what = error instanceof YAMLError ? error.message.split('\n')[0] : String(error);
    throw badRequest(`error decoding YAML: error converting YAML to JSON: yaml: ${what}`);
  }
}

function goSyntaxError(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
  const rest = text.slice(at).trimStart();
  if (rest === '') return 'unexpected end of JSON input';
  return `invalid character '${rest[0]}' looking for beginning of value`;
}
