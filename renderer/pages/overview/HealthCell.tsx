// An object's health: shape and sentence; unfolds the row's detail where there is more to say.
import type { Health } from '../../../shared/model/health.ts';
import { toneOfHealth } from '../../status/tones.ts';
import { healthText } from '../../text/health.ts';
import { CodeLines } from '../../ui/CodeLines.tsx';
import type { Disclosure } from '../../ui/DataTable.tsx';
import { isLong, SentenceCell } from '../../ui/SentenceCell.tsx';
import css from './HealthCell.module.css';

interface Props {
  readonly health: Health;
  /** Nothing was heard since: whether it still is like that, nobody knows. */
  readonly isPast: boolean;
  readonly disclosure: Disclosure;
}

export function HealthCell({ health, isPast, disclosure }: Props) {
  const state = healthText.state[health.state];
  return (
    <SentenceCell
      tone={isPast ? 'none' : toneOfHealth(health.state)}
      label={isPast ? healthText.past(state) : state}
      sentence={sentenceOf(health)}
      // Reasons come as Kubernetes and its vocabulary have them.
      isCapitalised
      disclosure={hasMoreToSay(health) ? disclosure : undefined}
    />
  );
}

/** The words that a row unfolds; null when its sentence says it all. */
export function healthDetail(health: Health) {
  if (!hasMoreToSay(health)) return null;
  const sentence = sentenceOf(health);
  return (
    <>
      {isLong(sentence) ? <p className={css.words}>{sentence}</p> : null}
      {health.evidence.length === 0 ? null : <CodeLines label={healthText.evidence} lines={health.evidence} />}
    </>
  );
}

function hasMoreToSay(health: Health): boolean {
  const isCut = health.reason !== '' && sentenceOf(health) !== health.reason;
  return isLong(sentenceOf(health)) || isCut || (health.evidence.length > 0 && health.state !== 'Current');
}

/** Of a remark the cause alone ("… was replaced: Evicted"): what the kubelet says of it is evidence. */
function sentenceOf({ state, reason, evidence: [words = ''] }: Health): string {
  if (reason === '') return healthText.state[state];
  const cause = words.includes(': ') ? words.slice(0, words.indexOf(': ')) : '';
  if (state !== 'Current' || cause === '' || !reason.endsWith(words)) return reason;
  return `${reason.slice(0, -words.length)}${cause}`;
}
