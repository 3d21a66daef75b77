// A workload that somebody else than whoever made it has scaled to zero: nothing of it runs, and nothing failed.
import { record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { specOf } from './conditions.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Who decides on numbers of pods for others, under the names of all that they are part of: what they scale to zero comes back by itself. */
const AUTOSCALERS = /^(?:kube-[a-z-]+|(?:k3s|rke2)(?:-.*)?)$|autoscal|^keda/;

/** Set on whatever a release of Helm's format has made. */
const RELEASE = 'meta.helm.sh/release-name';

/**
 * `found`, where no pod is wanted: with the one who wants none, unless that stands in what the workload was made of. A change does
 * not wait for it; a person is told of it as `Stopped` (see `healthOf`).
 */
export function withStop(workload: KubeObject, found: Diagnosis): Diagnosis {
  if (found.state !== 'Current' || specOf(workload).replicas !== 0) return found;
  const manager = stoppedBy(workload);
  if (manager === undefined) return found;
  const isOfRelease = workload.metadata.annotations?.[RELEASE] !== undefined;
  const reason = found.reason.replace('scaled to zero', `scaled to zero by ${manager}`);
  const remark = found.remark ?? `is scaled to zero by ${manager}`;
  return {
    ...found,
    reason,
    remark,
    evidence: [...found.evidence, `spec.replicas: 0, by ${manager}`],
    cause: 'stopped',
    facts: { isOfRelease },
  };
}

/** The manager of the number of pods, where that is neither a maker of the workload nor an autoscaler. */
function stoppedBy({ metadata }: KubeObject): string | undefined {
  const owners = records(metadata.managedFields).map((entry) => {
    const spec = record(record(entry.fieldsV1)['f:spec']);
    // What selects the pods cannot be changed, and has to be there: whoever has it wrote the workload as a whole.
    return {
      manager: text(entry.manager),
      time: text(entry.time),
      isMaker: 'f:selector' in spec,
      scales: 'f:replicas' in spec,
    };
  });
  const makers = new Set(owners.filter(({ isMaker }) => isMaker).map(({ manager }) => manager));
  const scaling = owners.filter(({ scales }) => scales);
  if (scaling.some(({ manager }) => manager === '' || makers.has(manager) || AUTOSCALERS.test(manager)))
    return undefined;
  return scaling.sort((a, b) => (a.time < b.time ? -1 : 1)).at(-1)?.manager;
}
