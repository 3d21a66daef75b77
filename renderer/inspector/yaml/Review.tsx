// The changes that an edit would make, before it is applied.
import { useState } from 'react';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { Diff } from '../../diff/Diff.tsx';
import { inspectorText } from '../../text/inspector.ts';
import { ActionQuestion } from '../action/ActionQuestion.tsx';
import css from './Yaml.module.css';

interface Props {
  readonly object: ObjectRef;
  readonly yaml: string;
  readonly back: () => void;
  readonly onDone: (sentence: string) => void;
}

export function Review({ object, yaml, back, onDone }: Props) {
  const [takeOver, setTakeOver] = useState(false);
  return (
    <section className={css.review} aria-label={inspectorText.yaml.reviewTitle}>
      <ActionQuestion
        action={{ verb: 'edit', object, yaml, takeOver }}
        onDone={onDone}
        cancel={back}
        cancelLabel={inspectorText.yaml.back}
        takeOver={() => setTakeOver(true)}
      >
        {({ before, after }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
          <section className={css.diff} tabIndex={0} aria-label={inspectorText.yaml.reviewTitle}>
            <Diff before={before} after={after} />
          </section>
        )}
      </ActionQuestion>
    </section>
  );
}
