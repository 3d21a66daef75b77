// A plan as a document: how many of what, what stands in the way, each object with its diff.
import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import { CHANGE_OPS } from '../../../shared/model/change-op.ts';
import { formatRef, refKey } from '../../../shared/model/object.ts';
import type { Change, Plan } from '../../../shared/model/plan.ts';
import { text } from '../../text.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { type Tone, toneOfOp } from '../../ui/tone.ts';
import { ChangeDetail } from './ChangeDetail.tsx';
import { Document } from './Document.tsx';
import { ObjectList } from './ObjectList.tsx';
import css from './PlanDocument.module.css';

interface Props {
  readonly tone?: Tone | undefined;
  readonly title: string;
  readonly subtitle: string;
  readonly plan: Plan;
  /** Why the plan was not applied. */
  readonly failure: Error | null;
  readonly planAgain: () => void;
  readonly isPlanning: boolean;
  readonly foot: ReactNode;
}

export function PlanDocument({ tone, title, subtitle, plan, failure, planAgain, isPlanning, foot }: Props) {
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
            <Tooltip label={text.stack.planAgain}>
              <ActionIcon variant="subtle" aria-label={text.stack.planAgain} loading={isPlanning} onClick={planAgain}>
                <IconRefresh size={16} />
              </ActionIcon>
            </Tooltip>
            <SegmentedControl
              size="xs"
              aria-label={text.stack.filter}
              value={shown === changed ? 'changes' : 'all'}
              onChange={setFilter}
              data={[
                { value: 'changes', label: text.stack.changes },
                { value: 'all', label: text.stack.allObjects },
              ]}
            />
          </>
        }
      >
        {subtitle}
      </Headline>
      <Remarks plan={plan} failure={failure} planAgain={planAgain} />
      <Document
        list={
          <ObjectList
            items={shown.map(({ ref, op, danger }) => ({
              ref,
              sentence: danger,
              chip: <Chip tone={toneOfOp(op)}>{text.ops[op]}</Chip>,
            }))}
            chosen={chosen === undefined ? undefined : refKey(chosen.ref)}
            onChoose={setChosenKey}
          />
        }
        detail={chosen === undefined ? null : <ChangeDetail change={chosen} />}
        detailLabel={chosen === undefined ? text.stack.noObject : text.stack.diffOf(formatRef(chosen.ref))}
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
        {count} {text.ops[op]}
      </Chip>
    );
  });
}

/** What stands in the way, then what should be known, as sentences. */
function Remarks({ plan, failure, planAgain }: Pick<Props, 'plan' | 'failure' | 'planAgain'>) {
  const refused = failure === null ? undefined : toAppError(failure);
  // The engine says most conflicts as blockers already.
  const unsaid = plan.conflicts.filter(({ ref }) => !plan.blockers.some((blocker) => blocker.includes(formatRef(ref))));
  const obstacles = [
    ...plan.blockers,
    ...unsaid.map(({ ref, fields, manager }) => text.stack.conflict(formatRef(ref), fields.join(', '), manager)),
  ];
  if (refused === undefined && obstacles.length === 0 && plan.warnings.length === 0) return null;
  return (
    <div className={css.remarks}>
      {refused === undefined || refused.code === 'cancelled' ? null : (
        <Banner tone="bad" action={<Button onClick={planAgain}>{text.stack.planAgain}</Button>}>
          {text.failed.apply}: {refused.message}
        </Banner>
      )}
      {obstacles.length === 0 ? null : (
        <Banner tone="bad">
          <strong>{text.stack.blockers}</strong>
          <Sentences sentences={obstacles} />
          {plan.conflicts.length === 0 ? null : <p>{text.stack.conflictNext}</p>}
        </Banner>
      )}
      {plan.warnings.length === 0 ? null : (
        <Banner tone="warn">
          <Sentences sentences={plan.warnings} />
        </Banner>
      )}
    </div>
  );
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
