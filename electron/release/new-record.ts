// The Helm record of the revision that a plan makes.
import { record } from '../../shared/json.ts';
import type { PreparedRevision } from './context.ts';
import type { Entry } from './entry.ts';
import type { HelmRelease, RecordStatus } from './record-format.ts';
import { manifestOf } from './yaml-of.ts';

/** In a chart's metadata, which Helm carries from revision to revision. */
const MADE_BY = 'odin-control-panel/made';

/** Whether ODIN made the release that a record is of, whoever wrote this revision. */
export function isOurs({ chart }: HelmRelease): boolean {
  return record(chart.metadata.annotations)[MADE_BY] === 'true';
}

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
