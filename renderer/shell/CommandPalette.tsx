// The list of commands (Ctrl+K): everything that can be done from anywhere, by typing.
import { Modal, TextInput, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useClusterList, useSelectCluster, useSetTheme } from '../ipc/queries.ts';
import { diagnosticsText } from '../text/diagnostics.ts';
import { shellText } from '../text/shell.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import css from './CommandPalette.module.css';
import { nameOf } from './cluster-facts.ts';
import { PAGES } from './pages.ts';
import { goTo } from './route.ts';
import { THEMES } from './ThemeMenu.tsx';
import { useCopyDiagnostics } from './use-copy-diagnostics.tsx';
import { useShortcutText } from './use-shortcut-text.ts';
import { KEYS } from './use-shortcuts.ts';

/** Opened again at once, it must begin anew: nothing of it may linger in a transition. */
const AT_ONCE = { duration: 0 };

interface Command {
  readonly label: string;
  readonly detail?: string;
  readonly run: () => void;
}

interface Props {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly openGrafana: () => void;
  readonly openPrometheus: () => void;
}

export function CommandPalette({ isOpen, close, openGrafana, openPrometheus }: Props) {
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      withCloseButton={false}
      lockScroll={false}
      padding={8}
      transitionProps={AT_ONCE}
    >
      <Search close={close} openGrafana={openGrafana} openPrometheus={openPrometheus} />
    </Modal>
  );
}

function Search({ close, openGrafana, openPrometheus }: Omit<Props, 'isOpen'>) {
  const commands = useCommands(openGrafana, openPrometheus);
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const found = commands.filter(({ label, detail = '' }) => matches(`${label} ${detail}`, words));
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    close();
    command.run();
  };
  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, listId]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setActive((active + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(found[active]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={shellText.commands.title}
        placeholder={shellText.commands.placeholder}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found.length === 0 ? undefined : `${listId}-${active}`}
      />
      <div role="listbox" id={listId} aria-label={shellText.commands.title} className={css.list}>
        {found.map((command, index) => (
          <UnstyledButton
            key={`${command.label} ${command.detail ?? ''}`}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={css.item}
            onClick={() => run(command)}
          >
            {command.label}
            {command.detail === undefined ? null : <span className={css.detail}>{command.detail}</span>}
          </UnstyledButton>
        ))}
      </div>
      {found.length === 0 ? <p className={css.nothing}>{shellText.commands.nothing}</p> : null}
    </>
  );
}

function useCommands(openGrafana: () => void, openPrometheus: () => void): readonly Command[] {
  const list = useClusterList().data;
  const { mutate: select } = useSelectCluster();
  const { mutate: setTheme } = useSetTheme();
  const { copy: copyDiagnostics } = useCopyDiagnostics();
  const shortcutText = useShortcutText();
  return [
    ...PAGES.map(({ name, title, shortcut }) => ({
      label: shellText.commands.go(title),
      detail: shortcutText(shortcut),
      run: () => goTo(name),
    })),
    { label: shellText.header.openGrafana, detail: shortcutText(KEYS.grafana), run: openGrafana },
    { label: shellText.header.openPrometheus, run: openPrometheus },
    ...(list?.contexts ?? [])
      .filter(({ id }) => id !== list?.selected)
      .map((context) => ({
        label: shellText.commands.use(nameOf(context)),
        ...(context.file === undefined ? {} : { detail: context.file }),
        run: () => select(context.id, { onError: (error) => notifyFailure(shellText.failed.select, error) }),
      })),
    { label: diagnosticsText.copy, run: copyDiagnostics },
    ...THEMES.map((theme) => ({
      label: shellText.commands.theme(shellText.theme[theme]),
      run: () => setTheme(theme, { onError: (error) => notifyFailure(shellText.failed.theme, error) }),
    })),
  ];
}

/** Whether each typed word occurs, in any order and case. */
function matches(haystack: string, words: string): boolean {
  const lower = haystack.toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
