// The past of one cluster's alerts and the quantities that they watch over, through a tunnel to its Prometheus.
import type { AlertReport } from '../../shared/model/alert.ts';
import type { AlertHistory } from '../../shared/model/alert-history.ts';
import type { AlertThreshold } from '../../shared/model/alert-threshold.ts';
import { readAlertHistory } from '../alerts/history.ts';
import { readThreshold } from '../alerts/threshold-range.ts';
import type { StackForwards } from './stack-forwards.ts';

/** Somebody has opened what shows it, and waits. */
const PATIENCE_MS = 10_000;

/** Every method throws `AppError` where Prometheus is not reached in time. */
export class AlertPast {
  readonly #forwards: Pick<StackForwards, 'prometheus'>;
  readonly #alerts: (signal: AbortSignal) => Promise<AlertReport>;

  /** @param alerts what fires, as the page has it */
  constructor(forwards: Pick<StackForwards, 'prometheus'>, alerts: (signal: AbortSignal) => Promise<AlertReport>) {
    this.#forwards = forwards;
    this.#alerts = alerts;
  }

  /** What fired in the last seven days. */
  async history(signal: AbortSignal): Promise<AlertHistory> {
    return readAlertHistory(await this.#prometheus(signal), Date.now() / 1000, signal);
  }

  /** Null where the alert is not known any more, too; else as {@link readThreshold}. */
  async threshold(fingerprint: string, signal: AbortSignal): Promise<AlertThreshold | null> {
    const report = await this.#alerts(signal);
    const alerts = report.state === 'noAlerting' ? [] : (report.alerts ?? []);
    const alert = alerts.find((one) => one.fingerprint === fingerprint);
    if (alert === undefined) return null;
    return readThreshold(await this.#prometheus(signal), alert.labels, Date.now() / 1000, signal);
  }

  #prometheus(signal: AbortSignal) {
    return this.#forwards.prometheus(signal, PATIENCE_MS);
  }
}
