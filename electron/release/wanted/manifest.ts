// A recorded manifest as objects again: what a revision consisted of.
import { AppError } from '../../../shared/errors.ts';
import { isRecord } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { readDocuments } from '../../yaml/documents.ts';
import { YamlFault } from '../../yaml/yaml-fault.ts';
import type { ReleaseTarget } from '../context.ts';
import type { HelmRelease } from '../record/record-format.ts';
import type { Desired } from './desired.ts';

/** The objects of a record, as Helm and kubectl read them. Throws `invalid` for a record whose manifest cannot be read. */
export function objectsOf({ name, version, manifest }: HelmRelease): readonly KubeObject[] {
  try {
    return readDocuments(manifest).flatMap(({ value }) => (isObject(value) ? [value] : []));
  } catch (cause) {
    const sentence = `The record of revision ${version} of ${name} holds a manifest that is no YAML: see it with helm get manifest ${name} --revision ${version}.`;
    throw cause instanceof YamlFault ? new AppError('invalid', sentence, { cause }) : cause;
  }
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
