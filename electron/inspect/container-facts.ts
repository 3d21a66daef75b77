// The containers of a pod with their state, or of what makes pods, without one.
import { integer, isRecord, type Json, record, records, text, timeMs } from '../../shared/json.ts';
import type { ContainerFacts } from '../../shared/model/inspection.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { quantityValue } from '../cluster/quantity.ts';
import { podTemplateOf } from './pod-spec.ts';

/** Init containers first, as they run; none for what has no pod. */
export function containerFactsOf(object: KubeObject): ContainerFacts[] {
  const { spec } = podTemplateOf(object) ?? {};
  if (spec === undefined) return [];
  const status = object.kind === 'Pod' ? record(object.status) : undefined;
  const of = (field: string, statuses: string, roleOf: (container: Json) => ContainerFacts['role']) =>
    records(spec[field]).map((container) => {
      const own = records(status?.[statuses]).find(({ name }) => name === container.name);
      return factsOf(container, roleOf(container), status === undefined ? undefined : record(own));
    });
  return [
    ...of('initContainers', 'initContainerStatuses', ({ restartPolicy }) =>
      restartPolicy === 'Always' ? 'sidecar' : 'init',
    ),
    ...of('containers', 'containerStatuses', () => 'main'),
    ...of('ephemeralContainers', 'ephemeralContainerStatuses', () => 'ephemeral'),
  ];
}

function factsOf(container: Json, role: ContainerFacts['role'], status: Json | undefined): ContainerFacts {
  const { limits, requests } = record(container.resources);
  return {
    name: text(container.name),
    role,
    image: text(container.image),
    ...(status === undefined ? {} : stateOf(status)),
    limits: amountsOf(record(limits)),
    requests: amountsOf(record(requests)),
    ports: records(container.ports).map(({ name, containerPort, protocol }) => ({
      ...(text(name) === '' ? {} : { name: text(name) }),
      port: integer(containerPort),
      protocol: text(protocol) || 'TCP',
    })),
  };
}

function stateOf(status: Json) {
  const { running, waiting, terminated } = record(status.state);
  const startedAt = timeMs(record(running).startedAt);
  const last = isRecord(terminated) ? terminated : record(status.lastState).terminated;
  return {
    state: isRecord(running)
      ? 'running'
      : isRecord(terminated)
        ? `ended: ${text(terminated.reason) || `exit code ${integer(terminated.exitCode)}`}`
        : `waiting: ${text(record(waiting).reason) || 'to be made'}`,
    isReady: status.ready === true,
    restarts: integer(status.restartCount),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(isRecord(last) ? { lastExit: exitOf(last) } : {}),
  };
}

function exitOf({ exitCode, reason, finishedAt }: Json) {
  const at = timeMs(finishedAt);
  return { code: integer(exitCode), reason: text(reason), ...(at === undefined ? {} : { at }) };
}

function amountsOf({ cpu, memory }: Json) {
  const cpuCores = quantityValue(cpu);
  const memoryBytes = quantityValue(memory);
  return {
    ...(Number.isNaN(cpuCores) ? {} : { cpuCores }),
    ...(Number.isNaN(memoryBytes) ? {} : { memoryBytes }),
  };
}
