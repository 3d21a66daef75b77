// The Helm record of the revision that a plan makes.

import { manifestOf } from '../fields/yaml-of.ts';
import type { Entry } from '../object/entry.ts';
import { type HelmRelease, MADE_BY, type RecordStatus } from '../record/record-format.ts';
import type { PreparedRevision } from './prepared.ts';

/** What is recorded of the objects: generated Secrets stay out of it. */
export function manifestFor(entries: readonly Entry[]): string {
  return manifestOf(entries.filter(({ mode }) => mode === 'apply').map(({ recorded }) => recorded));
}

/** The record of the next revision. `nowMs` is when it is deployed. */
export function newRecord(
  prepared: Omit<PreparedRevision, 'plan'>,
  status: RecordStatus,
  description: string,
  nowMs: number,
): HelmRelease {
  const { release, namespace, version, entries, previous, source, values } = prepared;
  const now = new Date(nowMs).toISOString();
  return {
    name: release,
    namespace,
    version: previous.revision + 1,
    manifest: manifestFor(entries),
    config: values?.supplied ?? {},
    hooks: [],
    apply_method: 'ssa',
    info: { first_deployed: previous.record?.info.first_deployed ?? now, last_deployed: now, description, status },
    chart: source?.chart ?? {
      metadata: {
        name: release,
        version,
        appVersion: version,
        apiVersion: 'v2',
        type: 'application',
        annotations: { [MADE_BY]: 'true' },
      },
      templates: [],
      values: values?.defaults ?? {},
    },
  };
}
