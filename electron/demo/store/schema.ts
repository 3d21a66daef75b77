// Reads the schema table: which fields a type has, how lists merge, what is there by default.
import type { Json } from './json.ts';
import { SCHEMA_TABLE } from './schema-table.ts';

/**
 * A field's type. The table's words: `s` string, `i32` `i64` `n` numbers, `b` boolean, `q` quantity, `ios` int-or-string,
 * `time`, `bytes`, `any`; `Name` a struct; `{T}` a map; `T[]` a list: replaced as a whole, `T[]&` a set,
 * `T[]@a,b` merged by these keys. After it `*` replaced as a whole, `!` required, `~` there even when empty, `=x` the default.
 */
export type FieldType =
  | { readonly is: 'scalar'; readonly scalar: 's' | 'i32' | 'i64' | 'n' | 'b' | 'q' | 'ios' | 'time' | 'bytes' }
  | { readonly is: 'any' }
  /** Of a custom resource, where its schema says nothing: a map is merged key by key, everything else is a whole. */
  | { readonly is: 'deduced' }
  | { readonly is: 'struct'; readonly name: string; readonly isAtomic: boolean }
  | { readonly is: 'map'; readonly value: FieldType; readonly isAtomic: boolean }
  | { readonly is: 'list'; readonly item: FieldType; readonly merge: 'atomic' | 'set' | readonly string[] };

export interface Field {
  readonly type: FieldType;
  readonly isRequired: boolean;
  /** A struct that the API server's own types always hold, empty or not. */
  readonly isAlwaysThere: boolean;
  readonly defaultValue: Json | undefined;
}

export interface Struct {
  readonly name: string;
  /** Replaced as a whole by server-side apply. */
  readonly isAtomic: boolean;
  /** Takes fields that are not among them. */
  readonly isOpen?: boolean;
  readonly fields: ReadonlyMap<string, Field>;
}

const structs = new Map<string, Struct>();

/** Adds a type that is not in the table. */
export function defineStruct(struct: Struct): void {
  structs.set(struct.name, struct);
}

/** The type of that name; a name that is not in the table is a defect. */
export function structOf(name: string): Struct {
  const known = structs.get(name);
  if (known !== undefined) return known;
  const line = SCHEMA_TABLE[name];
  if (line === undefined) throw new Error(`no type ${name} in the schema table`);
  const isAtomic = line.startsWith('* ');
  const words = line.replace(/^\* /, '').split(' ').filter(Boolean);
  const struct = { name, isAtomic, fields: new Map(words.map(parseField)) };
  structs.set(name, struct);
  return struct;
}

/** The type of a kind's objects. */
export function typeOfKind(kind: string): FieldType & { readonly is: 'struct' } {
  return { is: 'struct', name: kind, isAtomic: false };
}

function parseField(word: string): [string, Field] {
  const [, name = '', text = '', star, bang, tilde, value] = /^([^:]+):(.+?)(\*)?(!)?(~)?(?:=(.*))?$/.exec(word) ?? [];
  const type = parseType(text, star !== undefined);
  const defaultValue = value === undefined ? undefined : /^\d+$/.test(value) ? Number(value) : value;
  return [name, { type, isRequired: bang !== undefined, isAlwaysThere: tilde !== undefined, defaultValue }];
}

function parseType(text: string, isAtomic: boolean): FieldType {
  if (text.startsWith('{')) return { is: 'map', value: parseType(text.slice(1, -1), false), isAtomic };
  const list = /^(.+)\[\](&|@(.+))?$/.exec(text);
  if (list !== null) {
    const [, item = '', how, keys = ''] = list;
    const merge = how === undefined ? 'atomic' : how === '&' ? 'set' : keys.split(',').sort();
    return { is: 'list', item: parseType(item, false), merge };
  }
  switch (text) {
    case 's':
    case 'i32':
    case 'i64':
    case 'n':
    case 'b':
    case 'q':
    case 'ios':
    case 'time':
    case 'bytes':
      return { is: 'scalar', scalar: text };
    case 'any':
      return { is: 'any' };
    default:
      return { is: 'struct', name: text, isAtomic: isAtomic || SCHEMA_TABLE[text]?.startsWith('* ') === true };
  }
}
