// Claims, ConfigMaps and Secrets that a pod uses, each with what for.
import { type Json, record, records, text } from '../../shared/json.ts';

/** One thing that a pod uses. */
export interface Used {
  readonly kind: 'PersistentVolumeClaim' | 'ConfigMap' | 'Secret';
  readonly name: string;
  /** "reads /etc/grafana". */
  readonly note: string;
}

/** By its pod spec; each thing once for each use. */
export function usedBy(spec: Json): readonly Used[] {
  const containers = ['initContainers', 'containers'].flatMap((field) => records(spec[field]));
  const inVolumes = records(spec.volumes).flatMap((volume) => {
    const note = mountNote(containers, text(volume.name));
    return sourcesOf(volume).map((source) => ({ ...source, note }));
  });
  const inVariables = containers.flatMap((container) => {
    const all = records(container.envFrom);
    const single = records(container.env).map(({ valueFrom }) => record(valueFrom));
    return [
      ...all.flatMap(({ configMapRef, secretRef }) => named(configMapRef, secretRef)),
      ...single.flatMap(({ configMapKeyRef, secretKeyRef }) => named(configMapKeyRef, secretKeyRef)),
    ].map((source) => ({ ...source, note: `variables of ${text(container.name)}` }));
  });
  const pulls = records(spec.imagePullSecrets).map(({ name }) => ({
    kind: 'Secret' as const,
    name: text(name),
    note: 'pulls its images',
  }));
  return unique([...inVolumes, ...inVariables, ...pulls]);
}

/** Where a volume is mounted, and whether it is written to. */
export function mountNote(containers: readonly Json[], volume: string): string {
  const mounts = containers.flatMap(({ volumeMounts }) => records(volumeMounts)).filter(({ name }) => name === volume);
  const [first] = mounts;
  if (first === undefined) return 'mounted nowhere';
  const verb = mounts.every(({ readOnly }) => readOnly === true) ? 'reads' : 'reads and writes';
  return `${verb} ${[...new Set(mounts.map(({ mountPath }) => text(mountPath)))].join(', ')}`;
}

function sourcesOf(volume: Json): Pick<Used, 'kind' | 'name'>[] {
  const claim = text(record(volume.persistentVolumeClaim).claimName);
  const projected = records(record(volume.projected).sources);
  return [
    ...(claim === '' ? [] : [{ kind: 'PersistentVolumeClaim' as const, name: claim }]),
    ...named(volume.configMap, { name: record(volume.secret).secretName }),
    ...projected.flatMap(({ configMap, secret }) => named(configMap, secret)),
  ];
}

function named(configMap: unknown, secret: unknown): Pick<Used, 'kind' | 'name'>[] {
  const [map, hidden] = [text(record(configMap).name), text(record(secret).name)];
  return [
    ...(map === '' ? [] : [{ kind: 'ConfigMap' as const, name: map }]),
    ...(hidden === '' ? [] : [{ kind: 'Secret' as const, name: hidden }]),
  ];
}

function unique(all: readonly Used[]): readonly Used[] {
  return [...new Map(all.map((one) => [`${one.kind}/${one.name}/${one.note}`, one])).values()].filter(
    ({ name }) => name !== '',
  );
}
