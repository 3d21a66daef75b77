// The Helm record of the revision that a plan makes.
import type { PreparedRevision } from './context.ts';
import type { HelmRelease, RecordStatus } from './record-format.ts';
import { manifestOf } from './yaml-of.ts';

/** The record of the next revision. `nowMs` is when it is deployed. */
export function newRecord(
  prepared: Omit<PreparedRevision, 'plan'>,
  status: RecordStatus,
  description: string,
  nowMs: number,
): HelmRelease {
  const { release, namespace, version, entries, previous, source } = prepared;
  const now = new Date(nowMs).toISOString();
  const applied = entries.filter(({ mode }) => mode === 'apply');
  return {
    name: release,
    namespace,
    version: previous.revision + 1,
    manifest: manifestOf(applied.map(({ recorded }) => recorded)),
    config: source?.config ?? {},
    hooks: [],
    apply_method: 'ssa',
    info: { first_deployed: previous.record?.info.first_deployed ?? now, last_deployed: now, description, status },
    chart: source?.chart ?? {
      metadata: { name: release, version, appVersion: version, apiVersion: 'v2', type: 'application' },
      templates: [],
      values: {},
    },
  };
}
