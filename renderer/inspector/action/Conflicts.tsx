// The fields that somebody else manages, by whom, and the way to take them over.
import { Button } from '@mantine/core';
import type { ActionPreview } from '../../../shared/model/object-action.ts';
import { actionText } from '../../text/inspector.ts';
import { Banner } from '../../ui/Banner.tsx';
import css from './Action.module.css';
import { byManager } from './by-manager.ts';

interface Props {
  readonly conflicts: ActionPreview['conflicts'];
  /** Whether the preview already has them. */
  readonly isTakingOver: boolean;
  /** Absent where it is not possible. */
  readonly takeOver: (() => void) | undefined;
}

export function Conflicts({ conflicts, isTakingOver, takeOver }: Props) {
  if (conflicts.length === 0) return null;
  const button =
    isTakingOver || takeOver === undefined ? null : <Button onClick={takeOver}>{actionText.takeOver}</Button>;
  return (
    <Banner tone="warn" action={button}>
      <ul className={css.conflicts}>
        {byManager(conflicts).map(({ manager, fields, more }) => (
          <li key={manager}>
            {actionText.owns(manager, more === 0 ? fields.join(', ') : actionText.andMore(fields.join(', '), more))}
          </li>
        ))}
      </ul>
      {isTakingOver ? <p>{actionText.takingOver}</p> : null}
    </Banner>
  );
}
