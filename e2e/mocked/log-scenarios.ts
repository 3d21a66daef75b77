// A main process that tells the page of the logs: with a Loki and without, and with one that does not answer.
import { AppError } from '../../shared/errors.ts';
import type { EventName, Handlers, Payload } from '../../shared/ipc/types.ts';
import type { Overview } from '../../shared/model/overview.ts';
import { wholeTable } from './fixtures/live-tables.ts';
import { deepLokiSince, lokiSince } from './fixtures/log-past.ts';
import { healthy } from './fixtures/overview.ts';
import { inspectorScenarios } from './inspector-scenarios.ts';

type Emitter = <K extends EventName>(name: K, payload: Payload<K>) => void;

/** With tables to choose from. */
function choosing(emit: Emitter, inspector: Partial<Handlers> = inspectorScenarios.inspector(emit)): Partial<Handlers> {
  return {
    ...inspector,
    'streams.open': ({ id, request }, signal) => {
      if (request.kind !== 'table') return inspector['streams.open']?.({ id, request }, signal);
      emit('streams.message', { id, told: { kind: 'table', message: wholeTable(request.table, 120) } });
    },
  };
}

const [first] = healthy.services;
const withLoki: Overview = {
  ...healthy,
  services: [...healthy.services, ...(first === undefined ? [] : [{ ...first, name: 'loki' }])],
};

const kept = (emit: Emitter): Partial<Handlers> => ({
  ...choosing(emit),
  'overview.get': () => withLoki,
  'logs.past': lokiSince(Date.now()),
});

export const logScenarios = {
  logs: choosing,
  logsKept: kept,
  logsKeptLong: (emit: Emitter) => ({ ...kept(emit), 'logs.past': deepLokiSince(Date.now()) }),
  logsKeptSilent: (emit: Emitter) => ({ ...kept(emit), ...inspectorScenarios.inspectorLogSilent(emit) }),
  logsPastFails: (emit: Emitter) => ({
    ...kept(emit),
    'logs.past': () => {
      throw new AppError('unavailable', 'Loki at loki.monitoring:3100 is not ready (HTTP 503: Ingester not ready).');
    },
  }),
  logsForbidden: (emit: Emitter) => choosing(emit, inspectorScenarios.inspectorLogRefused(emit)),
};
