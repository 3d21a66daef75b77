// Checks JSON against the schema table as the API server's own decoders do, in their words.
import { itemSegment } from './field-paths.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type FieldType, structOf, typeOfKind } from './schema.ts';

/** A value that does not fit its type: what the JSON decoder says. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
}

/** The object as the API server's types hold it: without unknown fields (which are named) and without nulls. */
export function decodeObject(value: JsonObject, kind: string): { object: JsonObject; unknown: readonly string[] } {
  const unknown: string[] = [];
  const decoded = decode(value, typeOfKind(kind), { struct: kind, names: [], path: '', unknown });
  return { object: isObject(decoded) ? decoded : {}, unknown };
}

interface Place {
  /** The struct that holds the field. */
  readonly struct: string;
  /** Field names on the way, without indexes. */
  readonly names: readonly string[];
  /** With indexes, as it is written in messages about unknown fields. */
  readonly path: string;
  readonly unknown: string[];
}

/** Go leaves a field alone that is null; in a list or a map, where something has to be, it is the type's zero. */
const ZEROS: Readonly<Record<string, Json>> = { b: false, i32: 0, i64: 0, n: 0, ios: 0, q: '0', time: null };

function zeroOf(type: FieldType): Json {
  if (type.is === 'struct') return {};
  return type.is === 'scalar' ? (ZEROS[type.scalar] ?? '') : null;
}

function decodeItem(value: Json, type: FieldType, place: Place): Json {
  return value === null ? zeroOf(type) : decode(value, type, place);
}

function decode(value: Json, type: FieldType, place: Place): Json {
  const wrong = (wanted: string) => {
    const detail = typeof value === 'number' && wanted.startsWith('int') ? ` ${value}` : '';
    const field = `${place.struct}.${place.names.join('.')}`;
    return new DecodeError(
      `json: cannot unmarshal ${jsonKind(value)}${detail} into Go struct field ${field} of type ${wanted}`,
    );
  };
  switch (type.is) {
    case 'any':
    case 'deduced':
      return value;
    case 'scalar':
      return decodeScalar(value, type.scalar, wrong);
    case 'list':
      if (!Array.isArray(value)) throw wrong(`[]${goType(type.item)}`);
      return value.map((item: Json, index) =>
        decodeItem(item, type.item, { ...place, path: `${place.path}[${index}]` }),
      );
    case 'map': {
      if (!isObject(value)) throw wrong(`map[string]${goType(type.value)}`);
      const entries = Object.entries(value).map(([key, item]) => {
        return [key, decodeItem(item, type.value, { ...place, path: `${place.path}.${key}` })];
      });
      return Object.fromEntries(entries);
    }
    case 'struct': {
      if (!isObject(value)) throw wrong(`v1.${type.name}`);
      const { fields, isOpen = false } = structOf(type.name);
      const object: Record<string, Json> = {};
      for (const [name, item] of Object.entries(value)) {
        const path = place.path === '' ? name : `${place.path}.${name}`;
        const field = fields.get(name);
        if (field === undefined && isOpen) object[name] = item;
        else if (field === undefined) place.unknown.push(path);
        else if (item !== null) {
          const inner = { struct: type.name, names: [...place.names, name], path, unknown: place.unknown };
          const decoded = decode(item, field.type, inner);
          if (field.isRequired || !isEmpty(decoded, field.type)) object[name] = decoded;
        }
      }
      return object;
    }
  }
}

/** Empty lists and maps are as good as none. */
function isEmpty(value: Json, type: FieldType): boolean {
  if (type.is === 'list') return Array.isArray(value) && value.length === 0;
  return type.is === 'map' && isObject(value) && Object.keys(value).length === 0;
}

function decodeScalar(value: Json, scalar: string, wrong: (wanted: string) => DecodeError): Json {
  switch (scalar) {
    case 's':
      if (typeof value !== 'string') throw wrong('string');
      return value;
    case 'b':
      if (typeof value !== 'boolean') throw wrong('bool');
      return value;
    case 'i32':
    case 'i64':
      if (typeof value !== 'number') throw wrong(goScalar(scalar));
      if (!Number.isInteger(value)) throw wrong(goScalar(scalar));
      return value;
    case 'n':
      if (typeof value !== 'number') throw wrong('float64');
      return value;
    case 'q': {
      const text = typeof value === 'number' ? String(value) : value;
      if (typeof text !== 'string' || !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/.test(text)) {
        throw new DecodeError(
          "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
        );
      }
      return text;
    }
    case 'ios':
      if (typeof value !== 'string' && typeof value !== 'number') throw wrong('intstr.IntOrString');
      return value;
    case 'time':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) {
        const text = JSON.stringify(value);
        throw new DecodeError(`parsing time ${text} as "2006-01-02T15:04:05Z07:00": cannot parse ${text} as "2006"`);
      }
      return value;
    case 'bytes': {
      if (typeof value !== 'string') throw wrong('[]uint8');
      const bad = value.replace(/[\r\n]/g, '').search(/[^A-Za-z0-9+/=]/);
      const isWhole = value.replace(/[\r\n]/g, '').length % 4 === 0;
      if (bad >= 0 || !isWhole) {
        throw new DecodeError(
          `illegal base64 data at input byte ${bad >= 0 ? bad : value.length - (value.length % 4)}`,
        );
      }
      return value;
    }
    default:
      return value;
  }
}

function goType(type: FieldType): string {
  if (type.is === 'struct') return `v1.${type.name}`;
  return type.is === 'scalar' ? goScalar(type.scalar) : 'interface {}';
}

function goScalar(scalar: string): string {
  return { i32: 'int32', i64: 'int64', b: 'bool', n: 'float64', bytes: '[]uint8' }[scalar] ?? 'string';
}

function jsonKind(value: Json): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** What server-side apply finds wrong with a configuration: one line for each field, sorted as it sorts them. */
export function checkTyped(config: JsonObject, kind: string): readonly string[] {
  const errors: string[] = [];
  check(config, typeOfKind(kind), '', errors);
  return errors;
}

function check(value: Json, type: FieldType, path: string, errors: string[]): void {
  if (value === null) return;
  const got = isObject(value) || Array.isArray(value) ? jsonKind(value) : `&{${String(value)}}`;
  switch (type.is) {
    case 'any':
    case 'deduced':
      return;
    case 'scalar': {
      const wrong = wrongScalar(value, type.scalar);
      if (wrong !== undefined) errors.push(`${path}: ${wrong}`);
      return;
    }
    case 'map':
      if (!isObject(value)) errors.push(`${path}: expected map, got ${got}`);
      else for (const [key, item] of Object.entries(value)) check(item, type.value, `${path}.${key}`, errors);
      return;
    case 'struct': {
      if (!isObject(value)) {
        errors.push(`${path}: expected map, got ${got}`);
        return;
      }
      const { fields, isOpen = false } = structOf(type.name);
      for (const [name, item] of Object.entries(value)) {
        const field = fields.get(name);
        if (field === undefined && isOpen) continue;
        if (field === undefined) errors.push(`${path}.${name}: field not declared in schema`);
        else check(item, field.type, `${path}.${name}`, errors);
      }
      return;
    }
    case 'list':
      if (!Array.isArray(value)) {
        errors.push(`${path}: expected list, got ${got}`);
        return;
      }
      value.forEach((item: Json, index) => {
        if (Array.isArray(type.merge) && !isObject(item)) {
          errors.push(`${path}: element ${index}: associative list with keys may not have non-map elements`);
        } else check(item, type.item, path + (type.merge === 'atomic' ? `[${index}]` : bracket(item, type)), errors);
      });
  }
}

function bracket(item: Json, type: FieldType & { is: 'list' }): string {
  const segment = itemSegment(item, type);
  if (!segment.startsWith('k:')) return `[=${segment.slice(2)}]`;
  const keys = Object.entries(JSON.parse(segment.slice(2)) as JsonObject);
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}

function wrongScalar(value: Json, scalar: string): string | undefined {
  const boxed = typeof value === 'number' ? `&value.valueUnstructured{Value:${value}}` : `&{${String(value)}}`;
  switch (scalar) {
    case 's':
    case 'time':
    case 'bytes':
      return typeof value === 'string' ? undefined : `expected string, got ${boxed}`;
    case 'b':
      return typeof value === 'boolean' ? undefined : `expected boolean, got ${boxed}`;
    case 'i32':
    case 'i64':
    case 'n':
      return typeof value === 'number' ? undefined : `expected numeric (int or float), got ${typeof value}`;
    default:
      return undefined;
  }
}
