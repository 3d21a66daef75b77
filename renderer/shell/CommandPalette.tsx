// The list of commands (Ctrl+K): everything that can be done from anywhere, by typing.
import { Modal, TextInput, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { shellText } from '../text/shell.ts';
import { useRemembered } from '../ui/use-remembered.ts';
import css from './CommandPalette.module.css';
import type { Command } from './command.ts';
import { arrange } from './palette/arrange.ts';
import { isRecent, used } from './palette/recent.ts';
import { type PaletteDoors, useCommands } from './use-commands.tsx';

/** Opened again at once, it must begin anew: nothing of it may linger in a transition. */
const AT_ONCE = { duration: 0 };
/** Longer than any label; more than that is not read. */
const MAX_CHARACTERS = 300;

interface Props {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly doors: PaletteDoors;
}

export function CommandPalette({ isOpen, close, doors }: Props) {
  const [recent, remember] = useRemembered<readonly string[]>('commands', [], isRecent);
  return (
    // In its parts: the kit names a dialog by its title alone, and this one shows none.
    <Modal.Root opened={isOpen} onClose={close} lockScroll={false} padding={8} size={560} transitionProps={AT_ONCE}>
      <Modal.Overlay />
      <Modal.Content aria-label={shellText.commands.title}>
        <Modal.Body>
          <Search
            doors={doors}
            recent={recent}
            run={(command) => {
              remember(used(recent, command.id));
              close();
              command.run();
            }}
          />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface SearchProps extends Pick<Props, 'doors'> {
  readonly recent: readonly string[];
  readonly run: (command: Command) => void;
}

function Search({ doors, recent, run }: SearchProps) {
  const commands = useCommands(doors);
  const [typed, setTyped] = useState('');
  const sections = arrange(commands, typed, recent);
  const found = sections.flatMap((section) => section.commands);
  // By its id: the list may change under the reader's eyes, and the key that is pressed then must run what was chosen, or nothing.
  const [chosen, choose] = useState(found[0]?.id);
  const at = found.findIndex(({ id }) => id === chosen);
  const listId = useId();
  const optionId = (command: Command) => `${listId}-${command.id}`;
  const active = found[at];
  const activeId = active === undefined ? undefined : optionId(active);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') choose(found[(at + 1) % found.length]?.id);
    else if (event.key === 'ArrowUp') choose(found.at(at <= 0 ? -1 : at - 1)?.id);
    else if (event.key !== 'Enter') return;
    else if (active !== undefined) run(active);
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={shellText.commands.title}
        placeholder={shellText.commands.placeholder}
        value={typed}
        maxLength={MAX_CHARACTERS}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          choose(arrange(commands, value, recent)[0]?.commands[0]?.id);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={activeId}
      />
      <div role="listbox" id={listId} aria-label={shellText.commands.title} className={css.list}>
        {sections.map(({ group, commands: own }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options.
          <div key={group} role="group" aria-labelledby={`${listId}-${group}`}>
            <div id={`${listId}-${group}`} role="presentation" className={css.group}>
              {shellText.commands.groups[group]}
            </div>
            {own.map((command) => (
              <Option
                key={command.id}
                id={optionId(command)}
                command={command}
                isActive={command === active}
                run={() => run(command)}
              />
            ))}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className={css.nothing}>{shellText.commands.nothing}</p> : null}
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  readonly isActive: boolean;
  readonly run: () => void;
}

function Option({ id, command: { icon, label, detail, keys }, isActive, run }: OptionProps) {
  return (
    <UnstyledButton id={id} role="option" tabIndex={-1} aria-selected={isActive} className={css.item} onClick={run}>
      {icon}
      <span className={css.label}>{label}</span>
      {detail === undefined ? null : <span className={css.detail}>{detail}</span>}
      {keys === undefined ? null : <kbd className={css.key}>{keys}</kbd>}
    </UnstyledButton>
  );
}
