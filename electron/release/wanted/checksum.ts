// A changed ConfigMap or Secret rolls the pods that use it: its checksum is an annotation of their template.

import { record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { hashOf } from '../fields/canonical.ts';

/** The annotation; Helm charts use the same name for the same purpose. */
export const CHECKSUM = 'checksum/config';

/** Kinds whose pods are replaced when their template changes. */
const ROLLING = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** `objects`, with the checksum of the release's own ConfigMaps and Secrets in each pod template that uses some. */
export function withChecksums(objects: readonly KubeObject[]): readonly KubeObject[] {
  const sources = new Map(
    objects
      .filter((object) => object.apiVersion === 'v1' && (object.kind === 'ConfigMap' || object.kind === 'Secret'))
      .map((object) => [keyOf(object.kind, object.metadata.namespace, object.metadata.name), object]),
  );
  return objects.map((object) => {
    if (!object.apiVersion.startsWith('apps/') || !ROLLING.has(object.kind)) return object;
    const used = [...new Set(usedBy(object))].sort().flatMap((key) => sources.get(key) ?? []);
    return used.length === 0 ? object : withChecksum(object, hashOf(used.map(contentOf)));
  });
}

function contentOf({ kind, metadata, data, binaryData, stringData }: KubeObject): unknown {
  return { kind, name: metadata.name, data, binaryData, stringData };
}

function withChecksum(object: KubeObject, checksum: string): KubeObject {
  const spec = record(object.spec);
  const template = record(spec.template);
  const metadata = record(template.metadata);
  const annotations = { ...record(metadata.annotations), [CHECKSUM]: checksum };
  return { ...object, spec: { ...spec, template: { ...template, metadata: { ...metadata, annotations } } } };
}

/** Keys of all ConfigMaps and Secrets that a pod template names. */
function usedBy(object: KubeObject): readonly string[] {
  const { namespace } = object.metadata;
  const pod = record(record(record(object.spec).template).spec);
  const configMap = (name: unknown): string => keyOf('ConfigMap', namespace, text(name));
  const secret = (name: unknown): string => keyOf('Secret', namespace, text(name));
  const volumes = records(pod.volumes).flatMap((volume) => [
    configMap(record(volume.configMap).name),
    secret(record(volume.secret).secretName),
    ...records(record(volume.projected).sources).flatMap((source) => [
      configMap(record(source.configMap).name),
      secret(record(source.secret).name),
    ]),
  ]);
  const containers = [...records(pod.initContainers), ...records(pod.containers)].flatMap((container) => [
    ...records(container.envFrom).flatMap((from) => [
      configMap(record(from.configMapRef).name),
      secret(record(from.secretRef).name),
    ]),
    ...records(container.env).flatMap((variable) => [
      configMap(record(record(variable.valueFrom).configMapKeyRef).name),
      secret(record(record(variable.valueFrom).secretKeyRef).name),
    ]),
  ]);
  return [...volumes, ...containers];
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}
