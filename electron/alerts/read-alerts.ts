// Asks what fires: Alertmanager, else Prometheus, else nobody.
import { type AppError, toAppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import type { PrometheusClient } from '../metrics/prometheus.ts';
import { alertOfAlertmanager, alertOfPrometheus } from './alert-of.ts';
import type { AlertmanagerClient } from './alertmanager.ts';
import { arrange } from './arrange.ts';

/** Who can be asked; absent is who is not in the cluster. */
export interface AlertSources {
  readonly alertmanager?: Pick<AlertmanagerClient, 'alerts'>;
  /** Opens its forward, where it is needed. */
  readonly prometheus?: (signal: AbortSignal) => Promise<Pick<PrometheusClient, 'alerts'>>;
  /** Why only Prometheus is asked, in a sentence. Default: there is no Alertmanager. */
  readonly note?: string;
}

const NO_ALERTMANAGER = 'There is no Alertmanager in this cluster: this is what Prometheus says, without silences.';
const NOBODY = 'There is neither an Alertmanager nor a Prometheus of the stack in this cluster.';

/**
 * All alerts now. A broken Alertmanager does not hide what Prometheus knows.
 *
 * Throws `AppError` where somebody is there and nobody answers: what is wrong with the first of them; `cancelled`.
 */
export async function readAlerts(sources: AlertSources, signal: AbortSignal): Promise<AlertReport> {
  const { alertmanager, prometheus, note = NO_ALERTMANAGER } = sources;
  if (alertmanager === undefined) {
    if (prometheus === undefined) return { state: 'noAlerting', reason: NOBODY };
    try {
      return await ofPrometheus(await prometheus(signal), note, signal);
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      // A program that speaks Prometheus' API, and evaluates no rules.
      if (code === 'unsupported') return { state: 'noAlerting', reason: message };
      throw thrown;
    }
  }
  try {
    const alerts = arrange((await alertmanager.alerts(signal)).map(alertOfAlertmanager));
    return { state: 'known', source: 'alertmanager', alerts, at: Date.now() };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled' || prometheus === undefined) throw error;
    return instead(prometheus, error, signal);
  }
}

async function instead(
  prometheus: NonNullable<AlertSources['prometheus']>,
  error: AppError,
  signal: AbortSignal,
): Promise<AlertReport> {
  try {
    return await ofPrometheus(await prometheus(signal), `${error.message} This is what Prometheus says.`, signal);
  } catch (other) {
    throw toAppError(other).code === 'cancelled' ? other : error;
  }
}

async function ofPrometheus(
  client: Pick<PrometheusClient, 'alerts'>,
  note: string,
  signal: AbortSignal,
): Promise<AlertReport> {
  const firing = (await client.alerts(signal)).filter(({ state }) => state === 'firing');
  return { state: 'known', source: 'prometheus', note, alerts: arrange(firing.map(alertOfPrometheus)), at: Date.now() };
}
