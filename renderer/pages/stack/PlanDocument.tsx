// A plan as a document: how many of what, what stands in the way, each object with its diff.
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { CHANGE_OPS } from '../../../shared/model/change-op.ts';
import { formatRef, refKey } from '../../../shared/model/object.ts';
import type { Change, Plan } from '../../../shared/model/plan.ts';
import { stackText } from '../../text/stack.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Headline } from '../../ui/Headline.tsx';
import type { Tone } from '../../ui/tone.ts';
import { ChangeDetail } from './ChangeDetail.tsx';
import { DocumentLayout } from './DocumentLayout.tsx';
import { LookAgainButton } from './LookAgainButton.tsx';
import { ObjectList } from './ObjectList.tsx';
import { conflictSentence, dangerOf } from './plan-facts.ts';
import { Remarks } from './Remarks.tsx';
import { toneOfOp } from './tones.ts';

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
  const changed = plan.changes.filter(({ op }) => op !== 'unchanged');
  const [filter, setFilter] = useState<'changes' | 'all'>();
  const [chosenKey, setChosenKey] = useState<string>();
  // Nothing changes: the list of changes would be empty, so all objects are the better first sight.
  const shown = (filter ?? (changed.length === 0 ? 'all' : 'changes')) === 'all' ? plan.changes : changed;
  const chosen = shown.find(({ ref }) => refKey(ref) === chosenKey) ?? shown[0];
  return (
    <>
      <Headline
        tone={tone}
        title={title}
        chips={<Counts changes={plan.changes} />}
        controls={
          <>
            {controls}
            <LookAgainButton label={stackText.planAgain} isLooking={isPlanning} onClick={planAgain} />
            <SegmentedControl
              size="xs"
              aria-label={stackText.filter}
              value={shown === changed ? 'changes' : 'all'}
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
          <ObjectList
            items={shown.map((change) => ({
              ref: change.ref,
              warning: dangerOf(change) ?? conflictSentence(plan, change.ref),
              chip: <Chip tone={toneOfOp(change.op)}>{stackText.op[change.op]}</Chip>,
            }))}
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

function Counts({ changes }: { readonly changes: readonly Change[] }) {
  return CHANGE_OPS.map((op) => {
    const count = changes.filter((change) => change.op === op).length;
    return count === 0 ? null : (
      <Chip key={op} tone={toneOfOp(op)}>
        {count} {stackText.op[op]}
      </Chip>
    );
  });
}
