// An object's health: shape, sentence, and on request Kubernetes' own words.
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Health } from '../../shared/model/health.ts';
import { text } from '../text.ts';
import css from './HealthCell.module.css';
import { StatusIcon } from './StatusIcon.tsx';
import { toneOfHealth } from './tone.ts';

export function HealthCell({ health }: { readonly health: Health }) {
  const [isOpen, setIsOpen] = useState(false);
  const evidenceId = useId();
  const tone = toneOfHealth(health.state);
  const sentence = health.reason === '' ? text.health[health.state] : health.reason;
  const hasEvidence = health.evidence.length > 0 && tone !== 'ok';
  return (
    <div className={css.cell}>
      <StatusIcon tone={tone} label={text.health[health.state]} />
      <div className={css.words}>
        {hasEvidence ? (
          <UnstyledButton
            className={css.toggle}
            aria-expanded={isOpen}
            aria-controls={evidenceId}
            onClick={() => setIsOpen(!isOpen)}
          >
            {/* The space that does not break keeps the arrow on the last word's line. */}
            {`${sentence}\u00a0`}
            <IconChevronRight size={14} className={isOpen ? css.opened : css.closed} aria-hidden />
          </UnstyledButton>
        ) : (
          sentence
        )}
        {hasEvidence ? (
          <ul id={evidenceId} hidden={!isOpen} className={css.evidence} aria-label={text.overview.evidence}>
            {health.evidence.map((line) => (
              <li key={line}>
                <code>{line}</code>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
