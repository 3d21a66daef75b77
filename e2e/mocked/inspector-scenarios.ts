// A main process that tells the inspector of objects, logs and shells.
import { AppError } from '../../shared/errors.ts';
import type { EventName, Handlers, Payload } from '../../shared/ipc/types.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import type { LogMessage, LogRequest } from '../../shared/model/log-line.ts';
import type { ActionPreview, ObjectAction } from '../../shared/model/object-action.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { ShellMessage } from '../../shared/model/shell.ts';
import * as inspections from './fixtures/inspections.ts';
import * as logs from './fixtures/logs.ts';
import { usageOfLastHour } from './fixtures/usage-history.ts';

type Emitter = <K extends EventName>(name: K, payload: Payload<K>) => void;

interface Told {
  /** Undefined: nothing is ever told. */
  readonly object?: (object: ObjectRef) => Inspection | undefined;
  readonly log?: (request: LogRequest) => Iterable<LogMessage>;
  readonly shell?: readonly ShellMessage[];
}

const asIs = (object: ObjectRef): Inspection => (object.kind === 'Pod' ? inspections.pod : inspections.deployment);
const PROMPT =
  '\u001b]0;a title\u0007\u001b]52;c;b2Rpbi1ldmls\u0007\u001b[1;32m/usr/share/grafana\u001b[0m \u001b[38;2;250;120;20mtrue\u001b[0m $ ';

/** Answers each stream at once, with all there is to say. */
function telling(emit: Emitter, { object = asIs, log = usualLog, shell }: Told = {}): Partial<Handlers> {
  return {
    'usage.history': usageOfLastHour,
    'objects.preview': previewOf,
    'objects.run': () => ({ sentence: 'Grafana restarts: its pod is being replaced.', object: inspections.grafana }),
    'streams.open': ({ id, request }) => {
      switch (request.kind) {
        case 'object': {
          const message = object(request.object);
          if (message !== undefined) emit('streams.message', { id, told: { kind: 'object', message } });
          break;
        }
        case 'log':
          for (const message of log(request.log)) emit('streams.message', { id, told: { kind: 'log', message } });
          break;
        case 'shell':
          for (const message of shell ?? [opened(PROMPT)])
            emit('streams.message', { id, told: { kind: 'shell', message } });
          break;
        case 'table':
      }
    },
  };
}

const usualLog = ({ previous, source }: LogRequest): LogMessage[] => {
  if (previous) return logs.crashed();
  return source.of === 'object' && source.object.kind === 'Deployment' ? logs.ofSeveral() : logs.usual();
};

function opened(text: string): ShellMessage {
  return { state: 'open', bytes: Buffer.from(text).toString('base64') };
}

function previewOf(action: ObjectAction): ActionPreview {
  const common = { hash: 'preview-1', verb: action.verb, object: action.object, conflicts: [], isNothing: false };
  switch (action.verb) {
    case 'restart':
      return { ...common, consequences: ['Grafana is not reachable for about 10 s.'] };
    case 'scale':
      return {
        ...common,
        isNothing: action.replicas === 1,
        consequences:
          action.replicas === 0
            ? ['Grafana stops, and nothing answers at its address.']
            : [`${action.replicas} pods share one volume.`],
        release: 'It then differs from revision 3 until it is put back.',
      };
    case 'delete':
      return {
        ...common,
        consequences: ['Grafana and its pod are deleted.', 'Its volume stays.'],
        release: 'Revision 3 has it: putting back makes it again.',
      };
    case 'edit':
      return {
        ...common,
        consequences: ['Its pod is replaced.'],
        before: inspections.deployment.yaml,
        after: action.yaml,
        conflicts: action.yaml.includes('replicas: 3') ? [{ manager: 'helm', field: 'spec.replicas' }] : [],
      };
  }
}

const all = (inspection: Inspection): Told => ({ object: () => inspection });

export const inspectorScenarios = {
  inspector: (emit: Emitter) => telling(emit),
  inspectorCrash: (emit: Emitter) =>
    telling(emit, { object: (object) => (object.kind === 'Pod' ? inspections.crashing : inspections.deployment) }),
  inspectorStopped: (emit: Emitter) => telling(emit, all(inspections.stopped)),
  inspectorSilent: (emit: Emitter) => ({ ...telling(emit, { object: () => undefined }) }),
  inspectorRefused: () => ({
    'streams.open': () => {
      throw new AppError('unavailable', 'The API server answered 503.', { remedy: 'sudo systemctl restart k3s' });
    },
  }),
  inspectorGone: (emit: Emitter) => telling(emit, all(inspections.gone)),
  inspectorStale: (emit: Emitter) => telling(emit, all(inspections.staleSince)),
  inspectorNotFound: (emit: Emitter) => telling(emit, all(inspections.absent.notFound)),
  inspectorForbidden: (emit: Emitter) => telling(emit, all(inspections.absent.forbidden)),
  inspectorUnsupported: (emit: Emitter) => telling(emit, all(inspections.absent.unsupported)),
  inspectorLong: (emit: Emitter) => telling(emit, all(inspections.long)),
  inspectorUnspoken: (emit: Emitter) => ({
    ...telling(emit, all(inspections.unspoken)),
    'usage.history': () => ({
      source: 'none' as const,
      reason: 'neither Prometheus nor the metrics API answers',
      stepSeconds: 15,
      cpuCores: [],
      memoryBytes: [],
    }),
  }),
  inspectorConflict: (emit: Emitter) => ({
    ...telling(emit),
    'objects.run': () => {
      throw new AppError('conflict', 'Deployment/monitoring/grafana has changed since: look again.');
    },
  }),
  inspectorManyLines: (emit: Emitter) => telling(emit, { log: () => logs.many(100_000) }),
  inspectorLogRefused: (emit: Emitter) => telling(emit, { log: logs.refused }),
  inspectorLogBroken: (emit: Emitter) => telling(emit, { log: logs.interrupted }),
  inspectorLogSilent: (emit: Emitter) => telling(emit, { log: logs.silent }),
  inspectorShellEnded: (emit: Emitter) =>
    telling(emit, { shell: [opened(`${PROMPT}exit\r\n`), { state: 'ended', exitCode: 130 }] }),
  inspectorShellFailed: (emit: Emitter) =>
    telling(emit, {
      shell: [
        {
          state: 'failed',
          reason: 'The image of grafana has no shell.',
          remedy: 'kubectl -n monitoring debug -it grafana-5c9f8d7b6-x2v9k --image=busybox --target=grafana',
        },
      ],
    }),
};
