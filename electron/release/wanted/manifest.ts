// A recorded manifest as objects again: what a revision consisted of.
import { parseAllDocuments } from 'yaml';
import { isRecord } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { ReleaseTarget } from '../context.ts';
import type { HelmRelease } from '../record/record-format.ts';
import type { Desired } from './desired.ts';

/** The objects of a record, as Helm and kubectl read them. */
export function objectsOf({ manifest }: HelmRelease): readonly KubeObject[] {
  return parseAllDocuments(manifest, { version: '1.1' }).flatMap((document): KubeObject[] => {
    const object: unknown = document.toJS();
    return isObject(object) ? [object] : [];
  });
}

/** What a revision wanted, and what was chosen for it. Generated Secrets are in no manifest: they stay as they are. */
export function desiredOf(target: ReleaseTarget, record: HelmRelease): Desired {
  const { release, namespace } = target;
  const { metadata, values: defaults } = record.chart;
  const values = { supplied: record.config ?? {}, defaults: defaults ?? {} };
  return {
    release,
    namespace,
    version: metadata.version,
    objects: objectsOf(record),
    createOnly: [],
    skipped: [],
    values,
  };
}

function isObject(value: unknown): value is KubeObject {
  return isRecord(value) && isRecord(value.metadata) && typeof value.metadata.name === 'string';
}
