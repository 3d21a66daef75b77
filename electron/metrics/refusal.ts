// Prometheus' refusals, in one sentence each.
import { AppError } from '../../shared/errors.ts';
import {
  parseJson,
  type ServiceAnswer,
  type ServiceName,
  strangeAnswer,
  subjectOf,
} from '../cluster/service-answer.ts';
import { envelopeSchema } from './answers.ts';

/**
 * The `data` of an answer.
 * @throws AppError `badInput` (it refused the query; its own words), `unavailable` (not ready, overloaded, timed out),
 * `unauthorized`, `forbidden`, `notFound`, or `unreachable` (whatever answers there is not Prometheus).
 */
export function dataOf(service: ServiceName, answer: ServiceAnswer): unknown {
  const subject = subjectOf(service);
  const envelope = envelopeSchema.safeParse(parseJson(answer.text)).data;
  if (envelope?.status === 'success' && answer.status < 300) return envelope.data;
  if (envelope?.status !== 'error') throw strangeAnswer(service, answer);
  switch (envelope.errorType) {
    case 'bad_data':
      throw new AppError('badInput', `Prometheus refused the query: ${envelope.error}.`, { subject });
    case 'execution':
      throw new AppError('invalid', `Prometheus could not evaluate the query: ${envelope.error}.`, { subject });
    case 'not_found':
      throw new AppError('notFound', `${subject} has no such thing: ${envelope.error}.`, { subject });
    default:
      throw new AppError('unavailable', `${subject} cannot answer now: ${envelope.error}.`, { subject });
  }
}
