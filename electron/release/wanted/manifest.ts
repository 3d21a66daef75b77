// A recorded manifest as objects again: what a revision consisted of.
import { AppError } from '../../../shared/errors.ts';
import { isRecord, type Json } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { readDocuments } from '../../yaml/documents.ts';
import { YamlFault } from '../../yaml/yaml-fault.ts';
import type { ReleaseTarget } from '../context.ts';
import { contentOf } from '../record/content.ts';
import type { HelmRelease } from '../record/record-format.ts';
import type { Desired } from './desired.ts';
import { flatten } from './preflight.ts';

/**
 * The objects of a record, as Helm and kubectl read them: lists are taken apart, and nothing (`namespace: ""`,
 * `labels: null`) stands for nothing. What is no object is left out. Throws `invalid` for a record whose manifest cannot be
 * read.
 */
export function objectsOf({ name, version, manifest }: HelmRelease): readonly KubeObject[] {
  try {
    return readDocuments(manifest).flatMap(({ value }) => (isRecord(value) ? itemsOf(value) : []));
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
    content: contentOf(record),
  };
}

function itemsOf(value: Json): readonly KubeObject[] {
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  return flatten({ ...value, apiVersion, kind, metadata: metadataOf(metadata) })
    .map((object) => ({ ...object, metadata: metadataOf(object.metadata) }))
    .filter(({ metadata: { name } }) => name !== '');
}

function metadataOf(value: unknown): KubeObject['metadata'] {
  const { name, namespace, labels, annotations, ...rest } = isRecord(value) ? value : {};
  return {
    ...rest,
    name: typeof name === 'string' ? name : '',
    ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
    ...(isRecord(labels) ? { labels: textsOf(labels) } : {}),
    ...(isRecord(annotations) ? { annotations: textsOf(annotations) } : {}),
  };
}

function textsOf(map: Json): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, typeof value === 'string' ? value : '']));
}
