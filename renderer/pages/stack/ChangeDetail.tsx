// One object of a plan: why it is so, and what changes in it.
import type { Change } from '../../../shared/model/plan.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './ChangeDetail.module.css';
import { Diff } from './Diff.tsx';

export function ChangeDetail({ change }: { readonly change: Change }) {
  const { reason, danger, before, after } = change;
  return (
    <>
      {danger === undefined ? null : (
        <p className={css.sentence}>
          <StatusIcon tone="warn" />
          {danger}
        </p>
      )}
      {reason === undefined ? null : <p className={css.sentence}>{reason}</p>}
      <Diff before={before} after={after} />
    </>
  );
}
