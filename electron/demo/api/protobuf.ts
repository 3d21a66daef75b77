// Reads Kubernetes' protobuf, for the few types that Helm and other Go programs do not send as JSON: Secrets (Helm's
// records) and the options of a delete.
// Sources: https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/runtime/serializer/protobuf/protobuf.go,
// https://github.com/kubernetes/api/blob/v0.36.3/core/v1/generated.proto
import type { Json } from '../store/json.ts';

export const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const MAGIC = Buffer.from('k8s\0');

/** How a field is read; a name for a message of its own. */
type FieldType = 'text' | 'number' | 'flag' | 'bytes' | 'texts' | 'textMap' | 'byteMap' | keyof typeof MESSAGES;

/** Message → number of the field: its name in JSON and its type. What is not here is left out. */
const MESSAGES = {
  DeleteOptions: {
    1: ['gracePeriodSeconds', 'number'],
    2: ['preconditions', 'Preconditions'],
    3: ['orphanDependents', 'flag'],
    4: ['propagationPolicy', 'text'],
    5: ['dryRun', 'texts'],
  },
  Preconditions: { 1: ['uid', 'text'], 2: ['resourceVersion', 'text'] },
  Secret: {
    1: ['metadata', 'ObjectMeta'],
    2: ['data', 'byteMap'],
    3: ['type', 'text'],
    4: ['stringData', 'textMap'],
    5: ['immutable', 'flag'],
  },
  ObjectMeta: {
    1: ['name', 'text'],
    2: ['generateName', 'text'],
    3: ['namespace', 'text'],
    5: ['uid', 'text'],
    6: ['resourceVersion', 'text'],
    11: ['labels', 'textMap'],
    12: ['annotations', 'textMap'],
    14: ['finalizers', 'texts'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<number, readonly [name: string, type: string]>>>>;

/** The body as JSON; undefined for a type that is not read here, and for what is no protobuf. */
export function fromProtobuf(body: Buffer): Json | undefined {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const envelope = fieldsOf(body.subarray(MAGIC.length));
  const type = fieldsOf(lastBytes(envelope.get(1)));
  const kind = lastBytes(type.get(2)).toString();
  if (kind !== 'Secret' && kind !== 'DeleteOptions') return undefined;
  const apiVersion = lastBytes(type.get(1)).toString();
  return { apiVersion, kind, ...message(lastBytes(envelope.get(2)), kind) };
}

type Values = readonly (number | Buffer)[];

function message(bytes: Buffer, name: keyof typeof MESSAGES): Record<string, Json> {
  const types: Readonly<Record<number, readonly [string, string]>> = MESSAGES[name];
  const object: Record<string, Json> = {};
  for (const [number, values] of fieldsOf(bytes)) {
    const [field, type] = types[number] ?? [];
    if (field !== undefined && values.length > 0) object[field] = valueOfType(values, type as FieldType);
  }
  return object;
}

function valueOfType(values: Values, type: FieldType): Json {
  const texts = values.map(String);
  switch (type) {
    case 'text':
      return texts.at(-1) ?? '';
    case 'texts':
      return texts;
    case 'number':
      return Number(values.at(-1));
    case 'flag':
      return values.at(-1) === 1;
    case 'bytes':
      return lastBytes(values).toString('base64');
    case 'textMap':
    case 'byteMap':
      return Object.fromEntries(values.map((value) => entryOf(Buffer.from(value as Buffer), type)));
    default:
      return message(lastBytes(values), type);
  }
}

function entryOf(bytes: Buffer, type: 'textMap' | 'byteMap'): [string, string] {
  const fields = fieldsOf(bytes);
  return [
    lastBytes(fields.get(1)).toString(),
    lastBytes(fields.get(2)).toString(type === 'byteMap' ? 'base64' : 'utf8'),
  ];
}

function lastBytes(values: Values = []): Buffer {
  const last = values.at(-1);
  return Buffer.isBuffer(last) ? last : Buffer.alloc(0);
}

/** The fields of a message: numbers, and bytes for everything that has a length. */
function fieldsOf(bytes: Buffer): ReadonlyMap<number, Values> {
  const fields = new Map<number, (number | Buffer)[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; at < bytes.length; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) break;
    }
    return value;
  };
  while (at < bytes.length) {
    const tag = varint();
    const [number, wire] = [Math.floor(tag / 8), tag % 8];
    let value: number | Buffer = 0;
    if (wire === 0) value = varint();
    else {
      const length = wire === 2 ? varint() : wire === 1 ? 8 : 4;
      value = bytes.subarray(at, at + length);
      at += length;
    }
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return fields;
}
