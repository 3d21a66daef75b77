// Silences, as ODIN shows and asks for them, and as Alertmanager's API has them. Pure.
import { AppError } from '../../shared/errors.ts';
import type { Alert } from '../../shared/model/alert.ts';
import type { Silence, SilenceRequest } from '../../shared/model/silence.ts';
import { LONGEST_SILENCE_MS } from '../../shared/model/silence-bounds.ts';
import type { AlertmanagerSilence, Matcher } from './answers.ts';

/** What is posted. Source: https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (postableSilence) */
export interface NewSilence {
  readonly matchers: readonly Matcher[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

/** Those that have not ended, the one that ends first in front. */
export function silencesOf(told: readonly AlertmanagerSilence[]): Silence[] {
  return told
    .flatMap(({ id, status: { state }, startsAt, endsAt, createdBy, comment, matchers }) =>
      state === 'expired'
        ? []
        : [
            {
              id,
              state,
              startsAt: Date.parse(startsAt) || 0,
              endsAt: Date.parse(endsAt) || 0,
              createdBy,
              comment,
              matchers: matchers.map(matcherText),
            },
          ],
    )
    .sort((a, b) => a.endsAt - b.endsAt);
}

/** As Alertmanager's own page writes it: `gpu=~"0|1"`. */
function matcherText({ name, value, isRegex, isEqual }: Matcher): string {
  const operator = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
  return `${name}${operator}${JSON.stringify(value)}`;
}

/**
 * The silence of one alert, by all of its labels, so that no other is silenced with it.
 *
 * @param alerts those that are known
 * @throws AppError `notFound` where the alert has ended meanwhile, `badInput` where the silence would not last, or for too long
 */
export function silenceFor(
  request: SilenceRequest,
  alerts: readonly Alert[],
  createdBy: string,
  now: number,
): NewSilence {
  const alert = alerts.find(({ fingerprint }) => fingerprint === request.fingerprint);
  if (alert === undefined) {
    throw new AppError('notFound', 'This alert has ended meanwhile: there is nothing to silence.');
  }
  const { endsAt, comment } = request;
  if (endsAt <= now) throw new AppError('badInput', 'The silence would have ended already: choose a later end.');
  if (endsAt - now > LONGEST_SILENCE_MS) {
    throw new AppError('badInput', 'A silence lasts 31 days at most: switch the rule off in the settings instead.');
  }
  return {
    // A label with an empty value is one that is not there, and Alertmanager refuses a silence of nothing but those.
    matchers: Object.entries(alert.labels)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    createdBy,
    comment,
  };
}

/**
 * A silence that was ended, as it was, from now on.
 *
 * @throws AppError `notFound` where nothing of it would be left
 */
export function silenceAgain({ matchers, endsAt, createdBy, comment }: AlertmanagerSilence, now: number): NewSilence {
  if (!(Date.parse(endsAt) > now)) {
    throw new AppError('notFound', 'This silence would have ended by now: make a new one.');
  }
  return { matchers, startsAt: new Date(now).toISOString(), endsAt, createdBy, comment };
}
