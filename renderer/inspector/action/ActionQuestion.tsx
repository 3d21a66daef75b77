// The consequences of an action, as the API server judged it, and the button with its verb.
import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { toAppError } from '../../../shared/errors.ts';
import type { ActionPreview, ObjectAction } from '../../../shared/model/object-action.ts';
import { useActionPreview, useRunAction } from '../../ipc/object-queries.ts';
import { commonText } from '../../text/common.ts';
import { actionText } from '../../text/inspector.ts';
import { Banner } from '../../ui/Banner.tsx';
import { CopyLine } from '../../ui/CopyLine.tsx';
import css from './Action.module.css';
import { Conflicts } from './Conflicts.tsx';

interface Props {
  readonly action: ObjectAction;
  readonly onDone: (sentence: string) => void;
  readonly cancel: () => void;
  readonly cancelLabel?: string;
  /** Asks for the same with what others own. */
  readonly takeOver?: () => void;
  /** The changes themselves, where there are any to show. */
  readonly children?: (preview: ActionPreview) => ReactNode;
}

export function ActionQuestion(props: Props) {
  const { action, onDone, cancel, cancelLabel = commonText.cancel, takeOver, children } = props;
  const { data, error, isPlaceholderData, refetch } = useActionPreview(action);
  const { mutate, isPending, error: refusal, reset } = useRunAction();
  const lookAgain = () => {
    reset();
    void refetch();
  };
  const needsTakeOver = data !== undefined && data.conflicts.length > 0 && !(action.verb === 'edit' && action.takeOver);
  const canRun = data !== undefined && error === null && !isPlaceholderData && !data.isNothing && !needsTakeOver;
  const run = () => {
    if (data !== undefined) mutate(data.hash, { onSuccess: ({ sentence }) => onDone(sentence) });
  };
  return (
    <>
      {error === null ? null : <Refused title={actionText.previewFailed} error={toAppError(error)} again={lookAgain} />}
      {data === undefined && error === null ? <Asking /> : null}
      {data === undefined || error !== null ? null : (
        <>
          <Consequences preview={data} />
          <Conflicts conflicts={data.conflicts} isTakingOver={!needsTakeOver} takeOver={takeOver} />
          {children?.(data)}
        </>
      )}
      {refusal === null ? null : (
        <Refused title={actionText.runFailed[action.verb]} error={toAppError(refusal)} again={lookAgain} />
      )}
      <div className={css.buttons}>
        <Button
          variant={action.verb === 'delete' ? 'danger' : 'filled'}
          fw={600}
          disabled={!canRun || refusal !== null}
          loading={isPending}
          onClick={run}
        >
          {actionText.verb[action.verb]}
        </Button>
        <Button onClick={cancel}>{cancelLabel}</Button>
      </div>
    </>
  );
}

function Asking() {
  return (
    <div className={css.consequences} role="status">
      <span className="visually-hidden">{actionText.asking}</span>
      <Skeleton h={12} w="85%" />
      <Skeleton h={12} w="60%" />
    </div>
  );
}

function Consequences({ preview: { isNothing, consequences, release } }: { readonly preview: ActionPreview }) {
  if (isNothing) return <p className="muted">{actionText.nothing}</p>;
  return (
    <ul className={css.consequences}>
      {consequences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {release === undefined ? null : <li className="muted">{release}</li>}
    </ul>
  );
}

interface RefusedProps {
  readonly title: string;
  readonly error: AppError;
  readonly again: () => void;
}

/** A cancelled one is no refusal, but there is nothing to go on with either. */
function Refused({ title, error: { message, remedy }, again }: RefusedProps) {
  return (
    <Banner tone="bad" action={<Button onClick={again}>{actionText.again}</Button>}>
      <strong className={css.refused}>{title}</strong>
      {message}
      {remedy === undefined ? null : <CopyLine value={remedy} />}
    </Banner>
  );
}
