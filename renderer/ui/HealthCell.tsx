// An object's health: shape and sentence; unfolds the row's detail where there is more to say.
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { Health } from '../../shared/model/health.ts';
import { text } from '../text.ts';
import type { Disclosure } from './DataTable.tsx';
import { Evidence } from './Evidence.tsx';
import css from './HealthCell.module.css';
import { StatusIcon } from './StatusIcon.tsx';
import { toneOfHealth } from './tone.ts';

interface Props {
  readonly health: Health;
  readonly disclosure: Disclosure;
}

export function HealthCell({ health, disclosure }: Props) {
  const sentence = health.reason === '' ? text.health[health.state] : health.reason;
  return (
    <div className={css.cell}>
      <StatusIcon tone={toneOfHealth(health.state)} label={text.health[health.state]} />
      {hasMoreToSay(health) ? (
        <UnstyledButton
          className={css.toggle}
          aria-expanded={disclosure.isOpen}
          aria-controls={disclosure.detailId}
          onClick={disclosure.toggle}
        >
          {/* The space that does not break keeps the arrow on the last word's line. */}
          {`${sentence}\u00a0`}
          <IconChevronRight size={14} className={disclosure.isOpen ? css.opened : css.closed} aria-hidden />
        </UnstyledButton>
      ) : (
        <span className={css.words}>{sentence}</span>
      )}
    </div>
  );
}

/** What a row unfolds; null when its sentence says it all. */
export function healthDetail(health: Health) {
  return hasMoreToSay(health) ? <Evidence lines={health.evidence} /> : null;
}

function hasMoreToSay({ state, evidence }: Health): boolean {
  return evidence.length > 0 && state !== 'Current';
}
