// For tests: all that has to be there beside a workload for its pods to start.
import type { KubeObject } from '../../../shared/model/object.ts';
import { valueAt } from './at-path.ts';
import { POD_SPEC } from './edit.ts';

/** The objects that the pods of a workload cannot start without, as `formatRef` writes them. */
export function podNeeds(object: KubeObject): readonly string[] {
  const { namespace } = object.metadata;
  const list = (value: unknown) => (Array.isArray(value) ? (value as readonly unknown[]) : []);
  const need = (kind: string, source: unknown, ...names: readonly string[]) => {
    const name = names.map((key) => valueAt(source, [key])).find((value) => value !== undefined);
    return name === undefined || valueAt(source, ['optional']) === true ? [] : [`${kind}/${namespace}/${name}`];
  };
  const pod = valueAt(object, POD_SPEC);
  const volumes = list(valueAt(pod, ['volumes']));
  const sources = volumes.flatMap((volume) => [volume, ...list(valueAt(volume, ['projected', 'sources']))]);
  const variables = list(valueAt(pod, ['containers'])).flatMap((container) => list(valueAt(container, ['env'])));
  return [
    ...sources.flatMap((source) => [
      ...need('ConfigMap', valueAt(source, ['configMap']), 'name'),
      ...need('Secret', valueAt(source, ['secret']), 'secretName', 'name'),
      ...need('PersistentVolumeClaim', valueAt(source, ['persistentVolumeClaim']), 'claimName'),
    ]),
    ...variables.flatMap((variable) => need('Secret', valueAt(variable, ['valueFrom', 'secretKeyRef']), 'name')),
    ...need('ServiceAccount', pod, 'serviceAccountName'),
  ];
}
