// Chooses a Service or a pod of the whole cluster, from its live table.
import { SegmentedControl, TextInput, UnstyledButton } from '@mantine/core';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { forwardableOf } from '../../../shared/model/forwardable.ts';
import type { Forwardable } from '../../../shared/model/kept-forward.ts';
import { refKey } from '../../../shared/model/object.ts';
import { liveTableStore } from '../../ipc/live-table.ts';
import { forwardFormText } from '../../text/forwards.ts';
import { matches } from '../../ui/matches.ts';
import css from './ForwardsPage.module.css';

const TABLES = ['services', 'pods'] as const;
type Table = (typeof TABLES)[number];

/** More than a person reads: the rest is found by a part of its name. */
const MOST_SHOWN = 100;

interface Props {
  readonly chosen: Forwardable | undefined;
  readonly onChoose: (object: Forwardable) => void;
}

export function TargetChoice({ chosen, onChoose }: Props) {
  const [table, setTable] = useState<Table>(chosen?.kind === 'Pod' ? 'pods' : 'services');
  const [filter, setFilter] = useState(chosen?.name ?? '');
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={forwardFormText.kind}
        value={table}
        onChange={setTable}
        data={TABLES.map((name) => ({ value: name, label: forwardFormText.kinds[name] }))}
      />
      <TextInput
        data-autofocus
        size="xs"
        aria-label={forwardFormText.filter}
        placeholder={forwardFormText.filter}
        maxLength={300}
        value={filter}
        onChange={({ currentTarget }) => setFilter(currentTarget.value)}
      />
      <Choices key={table} table={table} filter={filter} chosen={chosen} onChoose={onChoose} />
    </>
  );
}

function Choices({ table, filter, chosen, onChoose }: Props & { readonly table: Table; readonly filter: string }) {
  const store = useMemo(() => liveTableStore(table), [table]);
  const told = useSyncExternalStore(store.subscribe, store.read);
  const all = useMemo(() => {
    const objects = told.state === 'known' ? told.rows.map(({ object }) => forwardableOf(object)) : [];
    return objects
      .filter((object) => object !== undefined)
      .sort((a, b) => a.name.localeCompare(b.name) || a.namespace.localeCompare(b.namespace));
  }, [told]);
  const found = useMemo(() => all.filter(({ name, namespace }) => matches(filter, [name, namespace])), [all, filter]);
  const chosenKey = chosen === undefined ? undefined : refKey(chosen);
  return (
    <fieldset className={css.choices} aria-label={forwardFormText.kinds[table]}>
      {found.slice(0, MOST_SHOWN).map((object) => (
        <UnstyledButton
          key={refKey(object)}
          type="button"
          className={css.choice}
          aria-pressed={refKey(object) === chosenKey}
          onClick={() => onChoose(object)}
        >
          <span className={css.name} title={object.name}>
            {object.name}
          </span>
          <span className={css.namespace} title={object.namespace}>
            {object.namespace}
          </span>
        </UnstyledButton>
      ))}
      <Remark told={told} found={found.length} />
    </fieldset>
  );
}

function Remark({
  told,
  found,
}: {
  readonly told: ReturnType<ReturnType<typeof liveTableStore>['read']>;
  readonly found: number;
}) {
  if (told.state === 'loading') return <p className={css.note}>{forwardFormText.loading}</p>;
  if (told.state === 'failed') return <p className={css.note}>{told.error.message}</p>;
  if (found === 0) return <p className={css.note}>{forwardFormText.noMatch}</p>;
  return found <= MOST_SHOWN ? null : <p className={css.note}>{forwardFormText.more(found - MOST_SHOWN)}</p>;
}
