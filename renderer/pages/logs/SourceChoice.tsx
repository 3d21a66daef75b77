// Chooses whose log is read: a button with its name, and below it what there is, searched by typing.
import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useState, useSyncExternalStore } from 'react';
import type { LogSource } from '../../../shared/model/log-line.ts';
import { liveTableStore } from '../../ipc/live-table.ts';
import { useOverview } from '../../ipc/queries.ts';
import { logsPageText } from '../../text/logs.ts';
import css from './LogsPage.module.css';
import { nameOfSource, type SourceOption, sourcesIn } from './source-list.ts';

/** Longer than any name that is looked for. */
const MAX_CHARACTERS = 300;

interface Props {
  readonly source: LogSource | undefined;
  readonly onChoose: (source: LogSource) => void;
}

export function SourceChoice({ source, onChoose }: Props) {
  const [isOpen, setOpen] = useState(false);
  const overview = useOverview().data;
  const name = source === undefined ? logsPageText.choose : nameOfSource(source, overview);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus shadow="md" width={380}>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          className={css.source}
          title={name}
          aria-label={logsPageText.sourceNamed(name)}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={css.chosen}>{name}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={logsPageText.source}>
        {isOpen ? (
          <Choices
            onChoose={(chosen) => {
              setOpen(false);
              onChoose(chosen);
            }}
          />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ onChoose }: Pick<Props, 'onChoose'>) {
  const overview = useOverview().data;
  const workloads = useTable('workloads');
  const pods = useTable('pods');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string>();
  const objects = useMemo(() => [workloads, pods].flatMap(rowsOf), [workloads, pods]);
  const { stack, cluster, more } = useMemo(() => sourcesIn(overview, objects, typed), [overview, objects, typed]);
  const all = [...stack, ...cluster];
  const at = Math.max(
    0,
    all.findIndex(({ key }) => key === chosen),
  );
  const active = all[at];
  const listId = useId();
  const idOf = ({ key }: SourceOption) => `${listId}-${key}`;
  const activeId = active === undefined ? undefined : idOf(active);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setChosen(all[(at + 1) % all.length]?.key);
    else if (event.key === 'ArrowUp') setChosen(all.at(at - 1)?.key);
    else if (event.key === 'Enter' && active !== undefined) onChoose(active.source);
    else return;
    event.preventDefault();
  };
  const group = (title: string, options: readonly SourceOption[]) =>
    options.length === 0 ? null : (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options.
      <div role="group" aria-label={title}>
        <div role="presentation" className={css.group}>
          {title}
        </div>
        {options.map((option) => (
          <UnstyledButton
            key={option.key}
            id={idOf(option)}
            role="option"
            tabIndex={-1}
            aria-selected={option === active}
            className={css.option}
            onClick={() => onChoose(option.source)}
          >
            <span className={css.name} title={option.name}>
              {option.name}
            </span>
            <span className={css.detail} title={option.detail}>
              {option.detail}
            </span>
          </UnstyledButton>
        ))}
      </div>
    );
  const failed = [workloads, pods].find((table) => table.state === 'failed');
  return (
    <>
      <TextInput
        data-autofocus
        size="xs"
        aria-label={logsPageText.search}
        placeholder={logsPageText.search}
        maxLength={MAX_CHARACTERS}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setChosen(undefined);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={all.length > 0}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={activeId}
      />
      <div role="listbox" id={listId} aria-label={logsPageText.source} className={css.list}>
        {group(logsPageText.ofStack, stack)}
        {group(logsPageText.ofCluster, cluster)}
      </div>
      {failed?.state === 'failed' ? <p className={css.note}>{failed.error.message}</p> : null}
      {[workloads, pods].some(({ state }) => state === 'loading') ? (
        <p className={css.note}>{logsPageText.loading}</p>
      ) : all.length === 0 ? (
        <p className={css.note}>{logsPageText.noMatch}</p>
      ) : null}
      {more > 0 ? <p className={css.note}>{logsPageText.more(more)}</p> : null}
    </>
  );
}

function useTable(name: 'workloads' | 'pods') {
  const store = useMemo(() => liveTableStore(name), [name]);
  return useSyncExternalStore(store.subscribe, store.read);
}

function rowsOf(table: ReturnType<typeof useTable>) {
  return table.state === 'known' ? table.rows.map(({ object }) => object) : [];
}
