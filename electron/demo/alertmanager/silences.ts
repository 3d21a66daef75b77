// Silences as Alertmanager keeps and judges them; these end with the process.
// Source: https://github.com/prometheus/alertmanager/blob/main/silence/silence.go
import { randomUUID } from 'node:crypto';
import type { Texts } from '../prometheus/alert-rules.ts';
import { isObject, type JsonObject, listAt, stringAt } from '../store/json.ts';

/** Alertmanager's own bound of silences is larger; a demo needs no more. */
const MOST = 1_000;

interface Kept {
  readonly id: string;
  readonly posted: JsonObject;
  readonly startsAt: number;
  endsAt: number;
  updatedAt: number;
}

/** A refusal, in Alertmanager's words. */
export class BadSilence extends Error {}

/** A body that is not as the API's schema has it. */
export class MalformedSilence extends Error {}

/** All silences of one Alertmanager. */
export class SilenceBook {
  readonly #kept = new Map<string, Kept>();

  /** Keeps one, and gives its id. Throws {@link BadSilence} and {@link MalformedSilence}. */
  add(posted: unknown, now: number): string {
    if (!isObject(posted)) throw new BadSilence('parsing silence body failed');
    const startsAt = Date.parse(stringAt(posted, 'startsAt'));
    const endsAt = Date.parse(stringAt(posted, 'endsAt'));
    if (Number.isNaN(startsAt) || Number.isNaN(endsAt)) throw new BadSilence('parsing silence body failed');
    if (endsAt <= startsAt) throw new BadSilence('Failed to create silence: start time must be before end time');
    if (endsAt < now) throw new BadSilence("Failed to create silence: end time can't be in the past");
    const matchers = matchersOf(posted);
    if (matchers.length === 0) throw new MalformedSilence('matchers in body should have at least 1 items');
    if (matchers.every((matches) => matches({}))) {
      throw new BadSilence('invalid silence: matcher set 0: at least one matcher must not match the empty string');
    }
    if (this.#kept.size >= MOST) throw new BadSilence('exceeded maximum number of silences');
    const id = randomUUID();
    this.#kept.set(id, { id, posted, startsAt: Math.max(startsAt, now), endsAt, updatedAt: now });
    return id;
  }

  /** Ends one now; whether there was one to end. */
  expire(id: string, now: number): 'ended' | 'expired' | 'unknown' {
    const kept = this.#kept.get(id);
    if (kept === undefined) return 'unknown';
    if (kept.endsAt <= now) return 'expired';
    kept.endsAt = now;
    kept.updatedAt = now;
    return 'ended';
  }

  /** As GET /api/v2/silences answers. */
  list(now: number): readonly object[] {
    return [...this.#kept.values()].map(({ id, posted, startsAt, endsAt, updatedAt }) => ({
      id,
      matchers: posted.matchers,
      createdBy: stringAt(posted, 'createdBy'),
      comment: stringAt(posted, 'comment'),
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
      updatedAt: new Date(updatedAt).toISOString(),
      status: { state: endsAt <= now ? 'expired' : startsAt > now ? 'pending' : 'active' },
    }));
  }

  /** The ids of those that silence an alert with these labels. */
  silencing(labels: Texts, now: number): string[] {
    return [...this.#kept.values()]
      .filter(({ startsAt, endsAt }) => startsAt <= now && endsAt > now)
      .filter(({ posted }) => matchersOf(posted).every((matches) => matches(labels)))
      .map(({ id }) => id);
  }
}

/** Each matcher as a question about labels; a label that is not there is empty. */
function matchersOf(posted: JsonObject): readonly ((labels: Texts) => boolean)[] {
  return listAt(posted, 'matchers').map((matcher) => {
    if (!isObject(matcher) || stringAt(matcher, 'name') === '') throw new BadSilence('parsing silence body failed');
    const name = stringAt(matcher, 'name');
    const value = stringAt(matcher, 'value');
    const isEqual = matcher.isEqual !== false;
    const isMatch = matcher.isRegex === true ? wholeMatch(value) : (text: string) => text === value;
    return (labels) => isMatch(labels[name] ?? '') === isEqual;
  });
}

function wholeMatch(pattern: string): (text: string) => boolean {
  try {
    const whole = new RegExp(`^(?:${pattern})$`);
    return (text) => whole.test(text);
  } catch {
    throw new BadSilence(`bad matcher regex: ${pattern}`);
  }
}
