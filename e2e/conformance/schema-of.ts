// Boils an API server's OpenAPI v3 documents down to the demo cluster's schema table (electron/demo/store/schema-table.ts).
import type { RawClient } from './client.ts';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/** Types that are scalars or free in JSON, whatever their schema says. */
const SPECIAL: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'ios',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'any',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'any',
  ...Object.fromEntries(
    ['JSON', 'JSONSchemaPropsOrArray', 'JSONSchemaPropsOrBool', 'JSONSchemaPropsOrStringArray'].map((name) => [
      `io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.${name}`,
      'any',
    ]),
  ),
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus': 'any',
};

/** The table of all types that the given kinds are made of: type name → its fields, one word each. */
export async function schemaOf(
  client: RawClient,
  kinds: readonly { readonly apiVersion: string; readonly kind: string }[],
): Promise<Record<string, string>> {
  const schemas = new Map<string, Schema>();
  for (const apiVersion of new Set(kinds.map((kind) => kind.apiVersion))) {
    const path = apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
    const answer = await client.send('GET', `/openapi/v3/${path}`);
    const document = answer.body as { components: { schemas: Record<string, Schema> } };
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (!schemas.has(name)) schemas.set(name, schema);
    }
  }
  const waiting = kinds.map(({ apiVersion, kind }) => {
    for (const [name, schema] of schemas) {
      const isIt = schema['x-kubernetes-group-version-kind']?.some(
        (gvk) => gvk.kind === kind && (gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`) === apiVersion,
      );
      if (isIt === true) return name;
    }
    throw new Error(`this API server publishes no schema of ${apiVersion} ${kind}`);
  });
  const names = new Map<string, string>();
  const shortName = (full: string) => {
    const taken = names.get(full);
    if (taken !== undefined) return taken;
    const last = full.slice(full.lastIndexOf('.') + 1);
    const short = [...names.values()].includes(last) ? `${last}2` : last;
    names.set(full, short);
    return short;
  };
  const table: Record<string, string> = {};
  const typeOf = (schema: Schema): string => {
    const reference = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.split('/').at(-1);
    if (reference !== undefined) {
      const special = SPECIAL[reference];
      if (special !== undefined) return special;
      waiting.push(reference);
      return shortName(reference);
    }
    switch (schema.type) {
      case 'array': {
        const item = typeOf(schema.items ?? {});
        const keys = schema['x-kubernetes-list-map-keys'];
        if (schema['x-kubernetes-list-type'] === 'map' && keys !== undefined) return `${item}[]@${keys.join(',')}`;
        return schema['x-kubernetes-list-type'] === 'set' ? `${item}[]&` : `${item}[]`;
      }
      case 'object':
        if (schema.additionalProperties === undefined) return 'any';
        return `{${typeOf(schema.additionalProperties)}}`;
      case 'string':
        return schema.format === 'byte' ? 'bytes' : 's';
      case 'integer':
        return schema.format === 'int64' ? 'i64' : 'i32';
      case 'boolean':
        return 'b';
      case 'number':
        return 'n';
      default:
        return 'any';
    }
  };
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const short = shortName(name);
    const schema = schemas.get(name);
    if (short in table || schema === undefined) continue;
    const words = Object.entries(schema.properties ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, value]) => {
        const atomic = value['x-kubernetes-map-type'] === 'atomic' ? '*' : '';
        const required = schema.required?.includes(field) === true ? '!' : '';
        return `${field}:${typeOf(value)}${atomic}${required}${defaultOf(value.default)}`;
      });
    table[short] = (schema['x-kubernetes-map-type'] === 'atomic' ? '* ' : '') + words.join(' ');
  }
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `~` for a struct that is always there, `=value` for a real default; zero values are none. */
function defaultOf(value: unknown): string {
  if (value === undefined || value === '' || value === 0 || value === false) return '';
  return typeof value === 'object' ? '~' : `=${String(value)}`;
}
