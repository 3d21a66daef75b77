// The alerts of the last days in one cluster, through a tunnel to its Prometheus.
import type { AlertHistory } from '../../shared/model/alert-history.ts';
import { readAlertHistory } from '../alerts/history.ts';
import type { StackForwards } from './stack-forwards.ts';

/** Somebody has opened the tab and waits. */
const PATIENCE_MS = 10_000;

/** Throws `AppError` where Prometheus is not reached in time. */
export async function alertPast(
  forwards: Pick<StackForwards, 'prometheus'>,
  signal: AbortSignal,
): Promise<AlertHistory> {
  return readAlertHistory(await forwards.prometheus(signal, PATIENCE_MS), Date.now() / 1000, signal);
}
