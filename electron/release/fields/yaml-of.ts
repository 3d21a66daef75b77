// Objects as YAML that reads the same to YAML 1.1 parsers (kubectl, Helm) and to people.
import { stringify } from 'yaml';
import { record } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { writeYaml } from '../../yaml/write.ts';

/** Some of an object's fields, with its name on top. */
export function yamlOf(ref: ObjectRef, fields: unknown): string {
  const { metadata, spec, data, ...rest } = record(fields);
  const { apiVersion, kind, name, namespace } = ref;
  const own = { name, ...(namespace === undefined ? {} : { namespace }), ...record(metadata) };
  const body = { ...(spec === undefined ? {} : { spec }), ...(data === undefined ? {} : { data }), ...rest };
  return writeYaml({ apiVersion, kind, metadata: own, ...body });
}

/** One value on one line. */
export function lineOf(value: unknown): string {
  const options = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, collectionStyle: 'flow' } as const;
  return stringify(value, options).trim();
}

/** All objects in one text, as `kubectl apply -f` and Helm read it. */
export function manifestOf(objects: readonly KubeObject[]): string {
  return objects.map((object) => `---\n${writeYaml(object)}`).join('');
}
