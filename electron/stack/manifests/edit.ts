// Edits of objects: by name, only where they are there, and none at all where nothing would be different.
import type { Document } from 'yaml';
import { AppError } from '../../../shared/errors.ts';
import { formatRef, type KubeObject, refOf } from '../../../shared/model/object.ts';
import { editableYaml, writeEdited } from '../../yaml/edit.ts';
import { type Path, valueAt, withValueAt } from './at-path.ts';

/** Kinds that have a template of pods. */
const WORKLOADS = ['DaemonSet', 'Deployment', 'StatefulSet'];

/** The path at which a workload describes its pods. */
export const POD_SPEC = ['spec', 'template', 'spec'] as const;

/** Changes one object, where it is. */
export function edited(
  objects: readonly KubeObject[],
  kind: string,
  name: string,
  change: (object: KubeObject) => KubeObject,
): readonly KubeObject[] {
  return objects.map((object) => (object.kind === kind && object.metadata.name === name ? change(object) : object));
}

export function isWorkload({ kind }: KubeObject): boolean {
  return WORKLOADS.includes(kind);
}

/** The containers of a workload, each through `change`. */
export function withContainers(object: KubeObject, change: (container: Container) => Container): KubeObject {
  const path = [...POD_SPEC, 'containers'];
  return withValueAt(object, path, (valueAt(object, path) as readonly Container[]).map(change));
}

/** Another value for an environment variable that a container has already. */
export function withVariable(container: Container, name: string, value: string): Container {
  const variables = valueAt(container, ['env']) as readonly { readonly name: string }[];
  return withValueAt(
    container,
    ['env'],
    variables.map((variable) => (variable.name === name ? { name, value } : variable)),
  );
}

/** A container of a pod, as far as settings look at it. */
export interface Container {
  readonly name: string;
  readonly [field: string]: unknown;
}

/**
 * Changes a YAML file that a ConfigMap holds; text of a person's is set by `nodeOf`. Comments stay; a file that says the same afterwards
 * stays byte by byte.
 *
 * Throws `internal` when there is no such file: the assets and this code have to agree.
 */
export function withYamlFile(object: KubeObject, file: string, change: (document: Document) => void): KubeObject {
  const text = valueAt(object, ['data', file]);
  if (typeof text !== 'string') {
    throw new AppError('internal', `${formatRef(refOf(object))} has no ${file}: install ODIN Control Panel again.`);
  }
  const document = editableYaml(text);
  const before = writeEdited(document);
  change(document);
  const changed = writeEdited(document);
  if (changed === before) return object;
  return withValueAt(object, ['data', file], changed);
}

/** Replaces what is at a path of a YAML file that a ConfigMap holds; it must be there already. */
export function setInFile(object: KubeObject, file: string, path: Path, value: unknown): KubeObject {
  return withYamlFile(object, file, (document) => setIn(document, path, value, object, file));
}

/** The same in the file's document, for {@link withYamlFile}. */
export function setIn(document: Document, path: Path, value: unknown, object: KubeObject, file: string): void {
  if (!document.hasIn(path)) {
    throw new AppError('internal', `${formatRef(refOf(object))}: ${file} has no ${path.map(String).join('.')} to set.`);
  }
  document.setIn(path, value);
}
