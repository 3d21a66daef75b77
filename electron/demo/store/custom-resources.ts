// The kinds that CustomResourceDefinitions bring: rows of discovery, and types by their schemas.
// Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
import { isObject, type Json, type JsonObject, listAt, objectAt, stringAt, valueAt } from './json.ts';
import { RESOURCES, type Resource, resourceOf } from './resources.ts';
import { defineStruct, type Field, type FieldType } from './schema.ts';
import type { Store } from './store.ts';

/** In the API server's order for them. */
const CUSTOM_VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];
/** By the definition's uid and generation, so that a kind is the same row as long as it is the same. */
const known = new Map<string, readonly Resource[]>();

/** All that is served: what is built in, and what the stored definitions bring. */
export function resourcesOf(store: Store): readonly Resource[] {
  const definitions = store.list(resourceOf('CustomResourceDefinition'));
  return definitions.length === 0 ? RESOURCES : [...RESOURCES, ...definitions.flatMap(broughtBy)];
}

/** What one definition brings; nothing before it is established. */
export function broughtBy(definition: JsonObject): readonly Resource[] {
  const isEstablished = listAt(definition, 'status.conditions').some(
    (it) => stringAt(it, 'type') === 'Established' && stringAt(it, 'status') === 'True',
  );
  if (!isEstablished) return [];
  const key = `${stringAt(definition, 'metadata.uid')} ${String(valueAt(definition, 'metadata.generation'))}`;
  const resources = known.get(key) ?? rowsOf(definition);
  known.set(key, resources);
  return resources;
}

function rowsOf(definition: JsonObject): readonly Resource[] {
  const names = objectAt(definition, 'spec.names');
  const group = stringAt(definition, 'spec.group');
  const kind = stringAt(names, 'kind');
  const texts = (field: string) => listAt(names, field).map(String);
  return listAt(definition, 'spec.versions').flatMap((version): Resource[] => {
    if (!isObject(version) || version.served !== true) return [];
    const struct = `${group}/${stringAt(version, 'name')}/${kind}`;
    defineKind(struct, objectAt(version, 'schema.openAPIV3Schema'));
    return [
      {
        group,
        version: stringAt(version, 'name'),
        kind,
        struct,
        plural: stringAt(names, 'plural'),
        singular: stringAt(names, 'singular'),
        namespaced: stringAt(definition, 'spec.scope') === 'Namespaced',
        shortNames: texts('shortNames'),
        categories: texts('categories'),
        hasStatus: valueAt(version, 'subresources.status') !== undefined,
        hasGeneration: true,
        verbs: CUSTOM_VERBS,
        subresources: [],
      },
    ];
  });
}

function defineKind(name: string, schema: JsonObject): void {
  const text: FieldType = { is: 'scalar', scalar: 's' };
  const metadata: FieldType = { is: 'struct', name: 'ObjectMeta', isAtomic: false };
  const own = fieldsOf(name, objectAt(schema, 'properties'));
  const fields = new Map<string, Field>([
    ...own,
    ['apiVersion', optional(text)],
    ['kind', optional(text)],
    ['metadata', { ...optional(metadata), isAlwaysThere: true }],
  ]);
  defineStruct({ name, isAtomic: false, fields });
}

function fieldsOf(parent: string, properties: JsonObject): [string, Field][] {
  return Object.entries(properties).map(([name, schema]) => {
    const { default: defaultValue } = isObject(schema) ? schema : {};
    const type = typeOf(`${parent}.${name}`, isObject(schema) ? schema : {});
    return [name, { ...optional(type), defaultValue }];
  });
}

/** Named by its place, since schemas name nothing. */
function typeOf(place: string, schema: JsonObject): FieldType {
  if (schema['x-kubernetes-int-or-string'] === true) return { is: 'scalar', scalar: 'ios' };
  switch (schema.type) {
    case 'string':
      return { is: 'scalar', scalar: 's' };
    case 'boolean':
      return { is: 'scalar', scalar: 'b' };
    case 'integer':
      return { is: 'scalar', scalar: 'i64' };
    case 'number':
      return { is: 'scalar', scalar: 'n' };
    case 'array':
      return { is: 'list', item: typeOf(`${place}[]`, objectAt(schema, 'items')), merge: mergeOf(schema) };
    case 'object':
      return objectType(place, schema);
    default:
      return { is: 'deduced' };
  }
}

function objectType(place: string, schema: JsonObject): FieldType {
  const isAtomic = schema['x-kubernetes-map-type'] === 'atomic';
  const properties = objectAt(schema, 'properties');
  if (isObject(schema.additionalProperties)) {
    return { is: 'map', value: typeOf(`${place}{}`, schema.additionalProperties), isAtomic };
  }
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (Object.keys(properties).length === 0) return { is: 'deduced' };
  defineStruct({ name: place, isAtomic, isOpen, fields: new Map(fieldsOf(place, properties)) });
  return { is: 'struct', name: place, isAtomic };
}

function mergeOf(schema: JsonObject): 'atomic' | 'set' | readonly string[] {
  if (schema['x-kubernetes-list-type'] === 'set') return 'set';
  return schema['x-kubernetes-list-type'] === 'map'
    ? listAt(schema, 'x-kubernetes-list-map-keys')
        .map((key: Json) => String(key))
        .sort()
    : 'atomic';
}

function optional(type: FieldType): Field {
  return { type, isRequired: false, isAlwaysThere: false, defaultValue: undefined };
}
