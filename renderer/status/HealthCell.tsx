// An object's health in one line: "Ready", or what is the matter with it.
import type { Health } from '../../shared/model/health.ts';
import { healthText } from '../text/health.ts';
import { partText } from '../text/overview.ts';
import { StatusIcon } from '../ui/StatusIcon.tsx';
import css from './HealthCell.module.css';
import { toneOfHealth } from './tones.ts';

interface Props {
  readonly health: Pick<Health, 'state' | 'reason' | 'why'>;
  /** Nothing was heard since: whether it still is like that, nobody knows. */
  readonly isPast: boolean;
  /** What it is the health of, as the row calls it already. */
  readonly subject?: string;
}

export function HealthCell({ health, isPast, subject = '' }: Props) {
  const state = healthText.state[health.state];
  const words = healthWords(health);
  return (
    <span className={health.state === 'Current' ? `${css.cell} ${css.well}` : css.cell} title={words}>
      <StatusIcon tone={isPast ? 'none' : toneOfHealth(health.state)} label={isPast ? healthText.past(state) : state} />
      <span className={css.words}>{withoutSubject(words, subject)}</span>
    </span>
  );
}

/** "crashes: no space left", in the row of what crashes. */
function withoutSubject(words: string, subject: string): string {
  return subject !== '' && words.startsWith(`${subject} `) ? words.slice(subject.length + 1) : words;
}

/** What nothing runs of is as it should be, and yet not ready. */
const STOPPED = /^scaled to zero/i;

/** Of what is well nothing else than that; else the cause, or what is known in its place. */
export function healthWords({ state, reason, why }: Props['health']): string {
  if (state === 'Current') return STOPPED.test(reason) ? reason : partText.ready;
  // The row says of what.
  if (state === 'Stopped') return healthText.state.Stopped;
  return why?.title ?? (reason === '' ? healthText.state[state] : reason);
}
