// One object of a plan: why it is so, and what changes in it.
import type { Change } from '../../../shared/model/plan.ts';
import { text } from '../../text.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './ChangeDetail.module.css';
import { Diff } from './Diff.tsx';

export function ChangeDetail({ change }: { readonly change: Change }) {
  const { op, reason, danger, before, after } = change;
  return (
    <>
      {danger === undefined ? null : (
        <p className={css.sentence}>
          <StatusIcon tone="warn" />
          <span className={css.words}>{danger}</span>
        </p>
      )}
      {reason === undefined ? null : (
        <p className={css.sentence}>
          <span className={css.words}>{reason}</span>
        </p>
      )}
      {before === undefined && after === undefined ? (
        <p className={css.none}>{op === 'deleted' ? text.stack.wholeDeleted : text.stack.noDiff}</p>
      ) : (
        <Diff before={before} after={after} />
      )}
    </>
  );
}
