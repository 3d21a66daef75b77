// The report where not even the question what fires was answered.
import { toAppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';

/** Says why, and what helps where that is known. */
export function failedReport(error: unknown): AlertReport {
  const { message: reason, remedy } = toAppError(error);
  return { state: 'unreachable', reason, ...(remedy === undefined ? {} : { remedy }) };
}
