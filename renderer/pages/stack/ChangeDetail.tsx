// One object of a plan: why it is so, and what changes in it.
import type { Change } from '../../../shared/model/plan.ts';
import { Diff } from '../../diff/Diff.tsx';
import { stackText } from '../../text/stack.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './ChangeDetail.module.css';
import { dangerOf } from './plan-facts.ts';

interface Props {
  readonly change: Change;
  /** The others who manage fields of it, in a sentence. */
  readonly conflict: string | undefined;
}

export function ChangeDetail({ change, conflict }: Props) {
  const { op, reason, before, after } = change;
  const warnings = [dangerOf(change), conflict].filter((sentence) => sentence !== undefined);
  return (
    <>
      {warnings.map((sentence) => (
        <p key={sentence} className={css.sentence}>
          <StatusIcon tone="warn" />
          <span className={css.warning}>{sentence}</span>
        </p>
      ))}
      {reason === undefined ? null : (
        <p className={css.sentence}>
          <span className={css.words}>{reason}</span>
        </p>
      )}
      {before === undefined && after === undefined ? (
        <p className={css.none}>{op === 'deleted' ? stackText.wholeDeleted : stackText.noDiff}</p>
      ) : (
        // What is new is read as it is: all of it marked as added would tell nothing.
        <Diff before={before === undefined ? after : before} after={after} />
      )}
    </>
  );
}
