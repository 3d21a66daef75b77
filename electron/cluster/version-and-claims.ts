// The version of a workload's program, and the claims that its pods keep their data in.
import { record, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { PartRow } from '../../shared/model/overview.ts';
import { specOf } from './health/conditions.ts';

/** Longer is no version that a person reads. */
const LONGEST_VERSION = 40;
/** Longer is no image that a node could pull; what is in a cluster may be written by anybody. */
const LONGEST_IMAGE = 512;

/** Each is absent where nothing is known of it. */
export function versionAndClaims(workload: KubeObject): Pick<PartRow, 'version' | 'claims'> {
  const version = versionOf(workload);
  const claims = claimsOf(workload);
  return { ...(version === '' ? {} : { version }), ...(claims.length === 0 ? {} : { claims }) };
}

/** As its label says, else the tag of its first image; '' for none. */
function versionOf(workload: KubeObject): string {
  const [container] = records(podOf(workload).containers);
  const version = text(workload.metadata.labels?.['app.kubernetes.io/version']) || tagOf(text(container?.image));
  return version.length > LONGEST_VERSION ? '' : version;
}

function tagOf(image: string): string {
  if (image.length > LONGEST_IMAGE) return '';
  const [name = ''] = image.split('@', 1);
  return /:([\w.+-]+)$/.exec(name)?.[1] ?? '';
}

/** Those that its template names, and those that its first pod gets of a StatefulSet's templates. */
function claimsOf(workload: KubeObject): string[] {
  const named = records(podOf(workload).volumes).map(({ persistentVolumeClaim }) =>
    text(record(persistentVolumeClaim).claimName),
  );
  const made = records(specOf(workload).volumeClaimTemplates).map(
    ({ metadata }) => `${text(record(metadata).name)}-${workload.metadata.name}-0`,
  );
  return [...named.filter((name) => name !== ''), ...made];
}

function podOf(workload: KubeObject): Readonly<Record<string, unknown>> {
  return record(record(specOf(workload).template).spec);
}
