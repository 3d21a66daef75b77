// The line below the page's headline: how each GPU with a gate is, since when, and how that is known.
import { IconMoon } from '@tabler/icons-react';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { gpuText } from '../../text/gpu.ts';
import css from './SleepLine.module.css';
import { sentenceOf } from './sleep.ts';

/** A machine with more has a chart's legend to tell them by. */
const MOST_SHOWN = 3;

interface Props {
  readonly data: MetricsRange;
  /** The page's headline: what it says is not said again. */
  readonly toldAlready: string | undefined;
}

export function SleepLine({ data: { gpuStates, endSeconds }, toldAlready }: Props) {
  const [only, ...others] = gpuStates;
  if (only === undefined) return null;
  if (others.length === 0) {
    const sentence = sentenceOf(only, endSeconds);
    return (
      <p className={css.line}>
        {only.state === 'asleep' ? <IconMoon size={14} aria-hidden /> : null}
        {sentence === toldAlready ? null : (
          <>
            <span className={css.state}>{sentence}</span> ·{' '}
          </>
        )}
        {only.evidence}
      </p>
    );
  }
  const hidden = gpuStates.length - MOST_SHOWN;
  return (
    <ul className={css.list}>
      {gpuStates.slice(0, MOST_SHOWN).map((state) => (
        <li key={state.id} title={state.evidence}>
          {gpuText.stateOf(state.label, sentenceOf(state, endSeconds))}
        </li>
      ))}
      {hidden > 0 ? <li>{gpuText.moreStates(hidden)}</li> : null}
    </ul>
  );
}
