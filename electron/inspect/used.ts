// Claims, ConfigMaps and Secrets that a pod uses, each with what for.
import { type Json, record, records, text } from '../../shared/json.ts';

/** One thing that a pod uses. */
export interface Used {
  readonly kind: 'PersistentVolumeClaim' | 'ConfigMap' | 'Secret';
  readonly name: string;
  /** "reads /etc/grafana". */
  readonly note: string;
  /** Whether the pod starts without it. */
  readonly isOptional: boolean;
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
    isOptional: false,
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

type Source = Pick<Used, 'kind' | 'name' | 'isOptional'>;

function sourcesOf(volume: Json): Source[] {
  const claim = text(record(volume.persistentVolumeClaim).claimName);
  const projected = records(record(volume.projected).sources);
  return [
    ...(claim === '' ? [] : [{ kind: 'PersistentVolumeClaim' as const, name: claim, isOptional: false }]),
    ...named(volume.configMap, { ...record(volume.secret), name: record(volume.secret).secretName }),
    ...projected.flatMap(({ configMap, secret }) => named(configMap, secret)),
  ];
}

function named(configMap: unknown, secret: unknown): Source[] {
  return [...ofKind('ConfigMap', configMap), ...ofKind('Secret', secret)];
}

function ofKind(kind: 'ConfigMap' | 'Secret', source: unknown): Source[] {
  const { name, optional } = record(source);
  return text(name) === '' ? [] : [{ kind, name: text(name), isOptional: optional === true }];
}

/** What a pod starts without, by the names that {@link usedBy} gives: `ConfigMap/grafana-datasource-loki`. */
export function optionalOf(used: readonly Used[]): readonly string[] {
  const needed = new Set(used.filter(({ isOptional }) => !isOptional).map(nameOf));
  return [...new Set(used.filter(({ isOptional }) => isOptional).map(nameOf))].filter((name) => !needed.has(name));
}

export function nameOf({ kind, name }: Pick<Used, 'kind' | 'name'>): string {
  return `${kind}/${name}`;
}

function unique(all: readonly Used[]): readonly Used[] {
  return [...new Map(all.map((one) => [`${one.kind}/${one.name}/${one.note}`, one])).values()].filter(
    ({ name }) => name !== '',
  );
}
