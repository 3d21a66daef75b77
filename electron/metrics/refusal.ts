// Prometheus' refusals, in one sentence each.
import { AppError } from '../../shared/errors.ts';
import {
  parseJson,
  printable,
  type ServiceAnswer,
  type ServiceName,
  strangeAnswer,
  subjectOf,
} from '../cluster/service-answer.ts';
import { envelopeSchema } from './answers.ts';

/** What was asked for, and what was said beside it. */
export interface Told {
  readonly data: unknown;
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

/**
 * What an answer holds.
 * @throws AppError `badInput` (it refused the query; its own words), `unavailable` (not ready, overloaded, timed out),
 * `unauthorized`, `forbidden`, `notFound`, or `unreachable` (whatever answers there is not Prometheus).
 */
export function toldBy(service: ServiceName, answer: ServiceAnswer): Told {
  const subject = subjectOf(service);
  const envelope = envelopeSchema.safeParse(parseJson(answer.text)).data;
  if (envelope?.status === 'success' && answer.status < 300) return envelope;
  if (envelope?.status !== 'error' || answer.status === 401 || answer.status === 403) {
    throw strangeAnswer(service, answer);
  }
  const reason = printable(envelope.error);
  switch (faultOf(envelope.errorType, answer.status)) {
    case 'bad_data':
      throw new AppError('badInput', `${REFUSED}${reason}.`, { subject });
    case 'execution':
      throw new AppError('invalid', `${NOT_EVALUATED}${reason}.`, { subject });
    case 'not_found':
      throw new AppError('notFound', `${subject} has no such thing: ${reason}.`, { subject });
    default:
      throw new AppError('unavailable', `${subject} cannot answer now: ${reason}.`, { subject });
  }
}

const REFUSED = 'Prometheus refused the query: ';
const NOT_EVALUATED = 'Prometheus could not evaluate the query: ';

/** Prometheus' own words against a query, of an error that {@link toldBy} threw; undefined for any other error. */
export function wordsAgainstQuery(error: unknown): string | undefined {
  if (!(error instanceof AppError)) return undefined;
  const start = [REFUSED, NOT_EVALUATED].find((words) => error.message.startsWith(words));
  return start === undefined ? undefined : error.message.slice(start.length, -1);
}

const FAULT_OF_STATUS: Readonly<Record<number, string>> = { 400: 'bad_data', 404: 'not_found', 422: 'execution' };
const FAULTS = [
  'timeout',
  'canceled',
  'execution',
  'bad_data',
  'internal',
  'unavailable',
  'not_found',
  'not_acceptable',
];

/** Prometheus' own kinds; others write there what they like, as VictoriaMetrics its status, and are known by that. */
function faultOf(errorType: string, status: number): string {
  return FAULTS.includes(errorType) ? errorType : (FAULT_OF_STATUS[status] ?? errorType);
}
