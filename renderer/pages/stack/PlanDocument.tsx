// A plan as a document: what it comes to, what stands in the way, each object by its part with its diff.
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { formatRef, refKey } from '../../../shared/model/object.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { stackText } from '../../text/stack.ts';
import { Headline } from '../../ui/Headline.tsx';
import type { Tone } from '../../ui/tone.ts';
import { ChangeDetail } from './ChangeDetail.tsx';
import { DocumentLayout } from './DocumentLayout.tsx';
import { LookAgainButton } from './LookAgainButton.tsx';
import { ObjectTree, type TreePart } from './ObjectTree.tsx';
import { isTouched } from './object-groups.ts';
import { conflictSentence } from './plan-facts.ts';
import { planTree } from './plan-tree.tsx';
import { Remarks } from './Remarks.tsx';

interface Props {
  readonly tone?: Tone | undefined;
  readonly title: string;
  readonly subtitle: ReactNode;
  /** Choices before it is planned. */
  readonly controls?: ReactNode;
  readonly plan: Plan;
  /** The refusal of the plan when it was to be applied. */
  readonly failure: Error | null;
  readonly planAgain: () => void;
  readonly isPlanning: boolean;
  readonly foot: ReactNode;
}

export function PlanDocument({ tone, title, subtitle, controls, plan, failure, planAgain, isPlanning, foot }: Props) {
  const [filter, setFilter] = useState<'changes' | 'all'>();
  const [chosenKey, setChosenKey] = useState<string>();
  // Nothing changes: no change could be shown, so all objects are the better first sight.
  const isAll = (filter ?? (plan.changes.some(({ op }) => op !== 'unchanged') ? 'changes' : 'all')) === 'all';
  const parts = useMemo(() => planTree(plan, isAll), [plan, isAll]);
  const chosen =
    plan.changes.find(({ ref }) => refKey(ref) === chosenKey) ??
    plan.changes.find(({ ref }) => refKey(ref) === firstOf(parts)) ??
    plan.changes.find(isTouched);
  return (
    <>
      <Headline
        tone={tone}
        title={title}
        controls={
          <>
            {controls}
            <LookAgainButton label={stackText.planAgain} isLooking={isPlanning} onClick={planAgain} />
            <SegmentedControl
              size="xs"
              aria-label={stackText.filter}
              value={isAll ? 'all' : 'changes'}
              onChange={setFilter}
              data={[
                { value: 'changes', label: stackText.changes },
                { value: 'all', label: stackText.allObjects },
              ]}
            />
          </>
        }
      >
        {subtitle}
      </Headline>
      <Remarks plan={plan} failure={failure} planAgain={planAgain} />
      <DocumentLayout
        list={
          <ObjectTree
            parts={parts}
            chosen={chosen === undefined ? undefined : refKey(chosen.ref)}
            onChoose={setChosenKey}
          />
        }
        detail={
          chosen === undefined ? null : <ChangeDetail change={chosen} conflict={conflictSentence(plan, chosen.ref)} />
        }
        detailLabel={chosen === undefined ? stackText.noObject : stackText.diffOf(formatRef(chosen.ref))}
        foot={foot}
      />
    </>
  );
}

/** The first object that is seen. */
function firstOf(parts: readonly TreePart[]): string | undefined {
  const first = parts.find(({ isOpenAtFirst, objects }) => isOpenAtFirst && objects.length > 0)?.objects[0];
  return first === undefined ? undefined : refKey(first.ref);
}
