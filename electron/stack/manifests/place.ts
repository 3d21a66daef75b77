// Puts the stack's objects into the namespace that the person chose.

import type { KubeObject } from '../../../shared/model/object.ts';
import { STACK_NAMESPACE } from '../../../shared/model/stack.ts';

/**
 * The objects as they are for `namespace`: its Namespace, the namespace of every object and of every account that is
 * bound, and the commands in texts. Cluster roles and their bindings get names of their own, so that two stacks do not fight over one binding.
 * With the namespace that the assets are written for, nothing changes.
 */
export function placeIn(namespace: string, objects: readonly KubeObject[]): readonly KubeObject[] {
  if (namespace === STACK_NAMESPACE) return objects;
  const own = (name: string) => `${name}-${namespace}`;
  return objects.map((object) => {
    const { name } = object.metadata;
    if (object.kind === 'Namespace') return withMetadata(object, { name: namespace });
    if (object.metadata.namespace !== undefined) return withCommands(withMetadata(object, { namespace }), namespace);
    if (object.kind === 'ClusterRole') return withMetadata(object, { name: own(name) });
    if (!isBinding(object)) return object;
    return {
      ...withMetadata(object, { name: own(name) }),
      roleRef: { ...object.roleRef, name: own(object.roleRef.name) },
      subjects: object.subjects.map((subject) => ({ ...subject, namespace })),
    };
  });
}

/** Commands that a person is told to type, as alerts do, are about the namespace too. */
function withCommands(object: KubeObject, namespace: string): KubeObject {
  if (object.kind !== 'ConfigMap') return object;
  const command = `kubectl -n ${STACK_NAMESPACE} `;
  const data = Object.entries((object.data ?? {}) as Readonly<Record<string, string>>).map(([key, text]) => [
    key,
    text.replaceAll(command, `kubectl -n ${namespace} `),
  ]);
  return { ...object, data: Object.fromEntries(data) };
}

function withMetadata(object: KubeObject, change: { readonly name?: string; readonly namespace?: string }): KubeObject {
  return { ...object, metadata: { ...object.metadata, ...change } };
}

/** A ClusterRoleBinding as the assets have them: a ClusterRole of theirs, bound to accounts of theirs. */
interface Binding extends KubeObject {
  readonly roleRef: { readonly name: string };
  readonly subjects: readonly object[];
}

function isBinding(object: KubeObject): object is Binding {
  return object.kind === 'ClusterRoleBinding';
}
