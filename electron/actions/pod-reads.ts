// The Secrets, ConfigMaps and claims without which a pod does not start.
import { record, records } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';

/** Whether a pod names such an object in its volumes or its variables. */
export function mounts({ spec }: KubeObject, kind: string, name: string): boolean {
  const pod = record(spec);
  const volumes = records(pod.volumes);
  const sources = volumes.flatMap((volume) => [volume, ...records(record(volume.projected).sources)]);
  const containers = ['initContainers', 'containers'].flatMap((field) => records(pod[field]));
  const variables = containers.flatMap(({ env, envFrom }) => [
    ...records(env).map((one) => record(one.valueFrom)),
    ...records(envFrom),
  ]);
  switch (kind) {
    case 'PersistentVolumeClaim':
      return volumes.some((volume) => record(volume.persistentVolumeClaim).claimName === name);
    case 'Secret':
      return (
        sources.some(({ secret }) => record(secret).secretName === name || record(secret).name === name) ||
        variables.some((one) => [one.secretKeyRef, one.secretRef].some((ref) => record(ref).name === name))
      );
    case 'ConfigMap':
      return (
        sources.some(({ configMap }) => record(configMap).name === name) ||
        variables.some((one) => [one.configMapKeyRef, one.configMapRef].some((ref) => record(ref).name === name))
      );
    default:
      return false;
  }
}
