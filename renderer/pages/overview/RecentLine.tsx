// One thing that happened: when, what, and the way to it.
import { UnstyledButton } from '@mantine/core';
import type { RecentEntry } from '../../../shared/model/recent.ts';
import { formatClock } from '../../format/clock.ts';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import { recentText } from '../../text/recent.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './Recently.module.css';

interface Props {
  readonly entry: RecentEntry;
  readonly openHistory: () => void;
}

export function RecentLine({ entry, openHistory }: Props) {
  const { at, tone, count = 1 } = entry;
  return (
    <li className={css.line}>
      <time className={css.time} dateTime={new Date(at).toISOString()}>
        {formatClock(at / 1_000)}
      </time>
      {tone === 'info' ? <span className={css.dot} aria-hidden /> : <StatusIcon tone={tone} size={14} />}
      <span className={css.sentence}>
        <Sentence entry={entry} openHistory={openHistory} />
        {count < 2 ? null : <span className={css.count}>{` · ${recentText.times(count)}`}</span>}
      </span>
    </li>
  );
}

function Sentence({ entry: { sentence, object, revision }, openHistory }: Props) {
  if (object !== undefined) {
    return (
      <ObjectLink object={object} className={css.door}>
        {sentence}
      </ObjectLink>
    );
  }
  if (revision === undefined) return sentence;
  return (
    <UnstyledButton className={css.door} onClick={openHistory}>
      {sentence}
    </UnstyledButton>
  );
}
