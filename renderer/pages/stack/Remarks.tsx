// The obstacles of a plan, then what should be known of it, as sentences.
import { Button } from '@mantine/core';
import { type AppError, toAppError } from '../../../shared/errors.ts';
import { formatRef } from '../../../shared/model/object.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { stackText } from '../../text/stack.ts';
import { Banner } from '../../ui/Banner.tsx';
import { openConflicts } from './plan-facts.ts';
import css from './Remarks.module.css';

interface Props {
  readonly plan: Plan;
  /** The refusal of the plan when it was to be applied. */
  readonly failure: Error | null;
  readonly planAgain: () => void;
}

export function Remarks({ plan, failure, planAgain }: Props) {
  const refused = failure === null ? undefined : refusalIn(failure);
  const conflicts = openConflicts(plan);
  // The engine says most conflicts as blockers already.
  const unsaid = conflicts.filter(({ ref }) => !plan.blockers.some((blocker) => blocker.includes(formatRef(ref))));
  const obstacles = [
    ...plan.blockers,
    ...unsaid.map(({ ref, fields, manager }) => stackText.conflict(formatRef(ref), fields.join(', '), manager)),
  ];
  const taken = plan.conflicts
    .filter((conflict) => !conflicts.includes(conflict))
    .map(({ ref, fields, manager }) => stackText.takes(formatRef(ref), fields.join(', '), manager));
  const warnings = [...taken, ...plan.warnings];
  if (refused === undefined && obstacles.length === 0 && warnings.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1)
    <section className={css.remarks} aria-label={stackText.remarks} tabIndex={0}>
      {refused === undefined ? null : (
        <Banner tone="bad" action={<Button onClick={planAgain}>{stackText.planAgain}</Button>}>
          {stackText.applyFailed}: {refused.message}
        </Banner>
      )}
      {obstacles.length === 0 ? null : (
        <Banner tone="bad">
          <strong>{stackText.blockers}</strong>
          <Sentences sentences={obstacles} />
          {conflicts.length === 0 ? null : (
            <p>{plan.needs.includes('force') ? stackText.conflictNextOrForce : stackText.conflictNext}</p>
          )}
        </Banner>
      )}
      {warnings.length === 0 ? null : (
        <Banner tone="warn">
          <Sentences sentences={warnings} />
        </Banner>
      )}
    </section>
  );
}

/** A person who has said no needs no sentence. */
function refusalIn(failure: Error): AppError | undefined {
  const refusal = toAppError(failure);
  return refusal.code === 'cancelled' ? undefined : refusal;
}

function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ul>
      {[...new Set(sentences)].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
