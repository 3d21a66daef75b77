// The past of one cluster's alerts, their values and the quantities that they watch over, through a tunnel to its Prometheus.
import type { Alert, AlertReport } from '../../shared/model/alert.ts';
import type { AlertHistory } from '../../shared/model/alert-history.ts';
import type { AlertThreshold } from '../../shared/model/alert-threshold.ts';
import type { AlertValue } from '../../shared/model/alert-value.ts';
import { alertValues } from '../alerts/alert-values.ts';
import { alertingRules, readAlertHistory } from '../alerts/history.ts';
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
    const alert = (await this.#known(signal)).find((one) => one.fingerprint === fingerprint);
    if (alert === undefined) return null;
    return readThreshold(await this.#prometheus(signal), alert.labels, Date.now() / 1000, signal);
  }

  /** The values that they have now. */
  async values(signal: AbortSignal): Promise<AlertValue[]> {
    const alerts = await this.#known(signal);
    if (alerts.length === 0) return [];
    const prometheus = await this.#prometheus(signal);
    const [told, rules] = await Promise.all([prometheus.alerts(signal), alertingRules(prometheus, signal)]);
    return alertValues(alerts, told, rules);
  }

  async #known(signal: AbortSignal): Promise<readonly Alert[]> {
    const report = await this.#alerts(signal);
    return report.state === 'noAlerting' ? [] : (report.alerts ?? []);
  }

  #prometheus(signal: AbortSignal) {
    return this.#forwards.prometheus(signal, PATIENCE_MS);
  }
}
