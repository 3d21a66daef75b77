// An object as YAML: read, edited, compared with what the API server would make of it, applied.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { inspectorText } from '../../text/inspector.ts';
import { Banner } from '../../ui/Banner.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Done } from '../action/Done.tsx';
import type { Draft } from './draft.ts';
import { Editor } from './Editor.tsx';
import { Review } from './Review.tsx';
import css from './Yaml.module.css';

interface Props {
  readonly object: ObjectRef;
  readonly yaml: string;
  /** Whether there is something that could be changed. */
  readonly canEdit: boolean;
  /** Kept by who shows this: a look at another tab costs nothing that was typed. */
  readonly draft: Draft | undefined;
  readonly setDraft: (draft: Draft | undefined) => void;
}

export function YamlTab({ object, yaml, canEdit, draft, setDraft }: Props) {
  const [isReviewing, setReviewing] = useState(false);
  const [done, setDone] = useState<string>();
  if (draft !== undefined && isReviewing) {
    return (
      <Review
        object={object}
        yaml={draft.text}
        back={() => setReviewing(false)}
        onDone={(sentence) => {
          setDone(sentence);
          setReviewing(false);
          setDraft(undefined);
        }}
      />
    );
  }
  return (
    <div className={css.yaml}>
      {done === undefined ? null : (
        <div className={css.note}>
          <Done sentence={done} close={() => setDone(undefined)} />
        </div>
      )}
      {draft !== undefined && draft.base !== yaml ? (
        <div className={css.note}>
          <Banner tone="warn">{inspectorText.yaml.movedOn}</Banner>
        </div>
      ) : null}
      <div className={css.bar}>
        {draft === undefined ? (
          <>
            {canEdit ? (
              <Button onClick={() => setDraft({ base: yaml, text: yaml })}>{inspectorText.yaml.edit}</Button>
            ) : null}
            <CopyButton text={() => yaml}>{inspectorText.yaml.copy}</CopyButton>
          </>
        ) : (
          <>
            <Button
              variant="filled"
              fw={600}
              disabled={draft.text === draft.base || !canEdit}
              onClick={() => setReviewing(true)}
            >
              {inspectorText.yaml.review}
            </Button>
            <Button onClick={() => setDraft(undefined)}>{inspectorText.yaml.discard}</Button>
          </>
        )}
      </div>
      {draft === undefined ? (
        <Editor key="read" text={yaml} />
      ) : (
        <Editor key="edit" text={draft.text} onChange={(text) => setDraft({ ...draft, text })} />
      )}
    </div>
  );
}
