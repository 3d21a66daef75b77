// Small releases and objects for scenarios, and what a plan would change of them.
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { Desired } from './odin.ts';

/** What a plan would change, one line each: `configured ConfigMap/a/b`. */
export function changesIn({ changes }: Plan): readonly string[] {
  return changes
    .filter(({ op }) => op !== 'unchanged' && op !== 'kept')
    .map(({ op, ref }) => `${op} ${formatRef(ref)}`)
    .sort();
}

/** A release called `web` of these objects. */
export function releaseOf(namespace: string, objects: readonly KubeObject[], version = '1.0.0'): Desired {
  return { release: 'web', namespace, version, objects, createOnly: [], skipped: [] };
}

/** A ConfigMap. */
export function configMap(name: string, data: Readonly<Record<string, string>> = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

/** A claim whose volume nobody makes: it is never healthy where its class binds at once, and at rest where that waits for a pod. */
export function claim(name: string, storageClassName = 'none'): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: '1Gi' } } },
  };
}

/** A definition of Gizmos, of a group that is the namespace's own; `schema` is the openAPIV3Schema of one. */
export function gizmoDefinition(namespace: string, schema: object): KubeObject {
  const group = `${namespace}.example`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `gizmos.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural: 'gizmos', singular: 'gizmo', kind: 'Gizmo' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };
}
