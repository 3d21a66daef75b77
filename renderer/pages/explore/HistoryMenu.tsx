// The expressions that were run lately: one of them fills the box again, and each can be forgotten.
import { ActionIcon, Button, Popover, UnstyledButton } from '@mantine/core';
import { IconHistory, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { exploreText } from '../../text/explore.ts';
import css from './HistoryMenu.module.css';
import { withoutExpression } from './history.ts';

interface Props {
  readonly history: readonly string[];
  readonly onHistory: (history: readonly string[]) => void;
  readonly fill: (expression: string) => void;
}

export function HistoryMenu({ history, onHistory, fill }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" trapFocus returnFocus shadow="md" width={460}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconHistory size={15} aria-hidden />}
          onClick={() => setIsOpen(!isOpen)}
        >
          {exploreText.history}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={css.menu}>
        {history.length === 0 ? (
          <p className={css.none}>{exploreText.noHistory}</p>
        ) : (
          <>
            <ul className={css.list} aria-label={exploreText.historyList}>
              {history.map((expression) => (
                <li key={expression} className={css.entry}>
                  <UnstyledButton
                    className={`mono ${css.expression}`}
                    title={expression}
                    onClick={() => {
                      setIsOpen(false);
                      fill(expression);
                    }}
                  >
                    {expression}
                  </UnstyledButton>
                  <ActionIcon
                    variant="subtle"
                    aria-label={exploreText.forget(expression)}
                    onClick={() => onHistory(withoutExpression(history, expression))}
                  >
                    <IconX size={14} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
            </ul>
            <Button className={css.all ?? ''} variant="subtle" size="compact-xs" onClick={() => onHistory([])}>
              {exploreText.forgetAll}
            </Button>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
