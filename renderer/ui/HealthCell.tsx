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

/** What three lines of the column hold in the window that the designs are drawn for; more is cut there and unfolds. */
const LONG_CHARACTERS = 120;

interface Props {
  readonly health: Health;
  readonly disclosure: Disclosure;
}

export function HealthCell({ health, disclosure }: Props) {
  const sentence = sentenceOf(health);
  return (
    <div className={css.cell}>
      <StatusIcon tone={toneOfHealth(health.state)} label={text.health[health.state]} />
      {hasMoreToSay(health) ? (
        <UnstyledButton
          className={isLong(health) ? `${css.toggle} ${css.long}` : css.toggle}
          aria-expanded={disclosure.isOpen}
          aria-controls={disclosure.detailId}
          onClick={disclosure.toggle}
        >
          {/* The space that does not break keeps the arrow on the last word's line. */}
          {isLong(health) ? <span className={css.clamped}>{sentence}</span> : `${sentence}\u00a0`}
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
  if (!hasMoreToSay(health)) return null;
  return (
    <>
      {isLong(health) ? <p className={css.words}>{sentenceOf(health)}</p> : null}
      {health.evidence.length === 0 ? null : <Evidence lines={health.evidence} />}
    </>
  );
}

function hasMoreToSay(health: Health): boolean {
  return isLong(health) || (health.evidence.length > 0 && health.state !== 'Current');
}

function isLong(health: Health): boolean {
  return sentenceOf(health).length > LONG_CHARACTERS;
}

function sentenceOf({ state, reason }: Health): string {
  return reason === '' ? text.health[state] : reason;
}
