// Silences in one cluster's Alertmanager: read, made for an alert that is known, ended.
import { userInfo } from 'node:os';
import { AppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import type { Silence, SilenceRequest } from '../../shared/model/silence.ts';
import type { AlertmanagerClient } from '../alerts/alertmanager.ts';
import type { AlertmanagerSilence } from '../alerts/answers.ts';
import { type NewSilence, silenceAgain, silenceFor, silencesOf } from '../alerts/silences.ts';

/** What they need. */
export interface SilencesOptions {
  /** The cluster's Alertmanager; undefined where there is none that could be asked. */
  readonly alertmanager: (
    signal: AbortSignal,
  ) => Promise<Pick<AlertmanagerClient, 'alerts' | 'silence' | 'silences' | 'expire'> | undefined>;
  /** What fires, as the page has it. */
  readonly alerts: (signal: AbortSignal) => Promise<AlertReport>;
  /** Something has changed: what fires is asked again. */
  readonly onChange: () => void;
}

/** Of those that were ended here, so many can be made anew. */
const REMEMBERED = 20;

type Alertmanager = NonNullable<Awaited<ReturnType<SilencesOptions['alertmanager']>>>;

/** Throws `AppError` as {@link AlertmanagerClient} does, and `unsupported` where there is none. */
export class Silences {
  readonly #options: SilencesOptions;
  /** Those that were ended here, as they were: Alertmanager forgets until when. */
  readonly #ended = new Map<string, AlertmanagerSilence>();

  constructor(options: SilencesOptions) {
    this.#options = options;
  }

  /** Those that have not ended. */
  async list(signal: AbortSignal): Promise<Silence[]> {
    return silencesOf(await (await this.#alertmanager(signal)).silences(signal));
  }

  /** Makes one, and gives it as Alertmanager has it then. Throws as `silenceFor`, too. */
  async create(request: SilenceRequest, signal: AbortSignal): Promise<Silence> {
    const alertmanager = await this.#alertmanager(signal);
    const report = await this.#options.alerts(signal);
    const alerts = report.state === 'noAlerting' ? [] : (report.alerts ?? []);
    const silence = silenceFor(request, alerts, createdBy(), Date.now());
    return this.#make(alertmanager, silence, signal);
  }

  /** Ends one now. */
  async expire(id: string, signal: AbortSignal): Promise<void> {
    const alertmanager = await this.#alertmanager(signal);
    const before = (await alertmanager.silences(signal)).find((one) => one.id === id);
    await alertmanager.expire(id, signal);
    if (before !== undefined && before.status.state !== 'expired') this.#remember(before);
    this.#options.onChange();
  }

  /** Makes one anew that was ended here. Throws as `silenceAgain`, too. */
  async restore(id: string, signal: AbortSignal): Promise<Silence> {
    const ended = this.#ended.get(id);
    if (ended === undefined) {
      throw new AppError('notFound', 'It is not remembered how this silence was: make a new one.');
    }
    const made = await this.#make(await this.#alertmanager(signal), silenceAgain(ended, Date.now()), signal);
    this.#ended.delete(id);
    return made;
  }

  /** Gives it as Alertmanager has it then. */
  async #make(alertmanager: Alertmanager, silence: NewSilence, signal: AbortSignal): Promise<Silence> {
    const id = await alertmanager.silence(silence, signal);
    this.#options.onChange();
    const made = silencesOf(await alertmanager.silences(signal)).find((one) => one.id === id);
    if (made !== undefined) return made;
    throw new AppError('unavailable', 'Alertmanager does not list the silence that it has made.');
  }

  #remember(silence: AlertmanagerSilence): void {
    this.#ended.set(silence.id, silence);
    for (const id of [...this.#ended.keys()].slice(0, -REMEMBERED)) this.#ended.delete(id);
  }

  async #alertmanager(signal: AbortSignal) {
    const alertmanager = await this.#options.alertmanager(signal);
    if (alertmanager !== undefined) return alertmanager;
    throw new AppError(
      'unsupported',
      'There is no Alertmanager of the stack in this cluster, which would keep silences.',
    );
  }
}

/** Whom colleagues ask about it. */
function createdBy(): string {
  try {
    return `${userInfo().username} (ODIN Control Panel)`;
  } catch {
    // A user without an entry in the system's list.
    return 'ODIN Control Panel';
  }
}
