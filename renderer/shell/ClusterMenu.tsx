// The cluster in use, and the menu of all contexts by file with what is wrong with a file.
import { Popover, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { ClusterContext, ClusterList } from '../../shared/model/cluster.ts';
import { useClusterList, useClusterStatus, useSelectCluster, useVerdict } from '../ipc/queries.ts';
import { shellText } from '../text/shell.ts';
import { Chip } from '../ui/Chip.tsx';
import { CopyLine } from '../ui/CopyLine.tsx';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { StatusIcon } from '../ui/StatusIcon.tsx';
import css from './ClusterMenu.module.css';
import { clusterFacts, nameOf } from './cluster-facts.ts';
import { cautionsOfContext, cautionsOfFile } from './welcome/cautions.ts';

export function ClusterMenu() {
  const [isOpen, setIsOpen] = useState(false);
  const list = useClusterList().data;
  const verdict = useVerdict().data;
  const status = useClusterStatus().data;
  const place = status?.state === 'connected' ? status.place?.sentence : undefined;
  const { tone, name, facts, isDemo } = clusterFacts(status, verdict);
  const cautions = list?.contexts.find(({ id }) => id === list.selected)?.cautions ?? [];
  // The menu has them all; the name needs the room.
  const [caution] = cautions;
  const title = [
    `${name} ${facts}`,
    ...(place === undefined ? [] : [place]),
    ...cautions.map(({ sentence }) => sentence),
  ].join('\n');
  const { mutate: select } = useSelectCluster();
  const choose = (id: string) => {
    setIsOpen(false);
    if (id !== list?.selected) select(id, { onError: (error) => notifyFailure(shellText.failed.select, error) });
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" trapFocus returnFocus shadow="md" width={400}>
      <Popover.Target>
        <UnstyledButton className={css.target} onClick={() => setIsOpen(!isOpen)} title={title}>
          <StatusIcon tone={tone} {...(verdict === undefined ? {} : { label: verdict.sentence })} />
          <span className={css.name}>{name}</span>
          {isDemo ? <Chip tone="busy">{shellText.header.demo}</Chip> : null}
          {caution === undefined ? null : <Chip tone="warn">{shellText.header.cautions[caution.kind]}</Chip>}
          <span className={css.facts}>{facts}</span>
          <IconChevronDown size={14} aria-hidden className={css.chevron} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown} aria-label={shellText.header.chooseCluster}>
        {list === undefined ? null : <Contexts list={list} place={place} choose={choose} />}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ContextsProps {
  readonly list: ClusterList;
  /** What the chosen one is and where, in a sentence, once it has answered. */
  readonly place: string | undefined;
  readonly choose: (id: string) => void;
}

function Contexts({ list, place, choose }: ContextsProps) {
  const builtIn = list.contexts.filter(({ kind }) => kind === 'demo');
  return (
    <>
      {list.files.length === 0 ? <p className={css.problem}>{shellText.header.noFiles}</p> : null}
      {list.files.map(({ path, problem, remedy }) => {
        const contexts = list.contexts.filter(({ file }) => file === path);
        return (
          <section key={path} className={css.group}>
            <h3 className={css.file}>{path}</h3>
            {problem === undefined ? null : <p className={css.problem}>{problem}</p>}
            {remedy === undefined ? null : (
              <div className={css.remedy}>
                <CopyLine value={remedy} />
              </div>
            )}
            {cautionsOfFile(contexts).map(({ kind, sentence }) => (
              <p key={sentence} className={css.fileCaution}>
                <Chip tone="warn">{shellText.header.cautions[kind]}</Chip> {sentence}
              </p>
            ))}
            {problem === undefined && contexts.length === 0 ? (
              <p className={css.problem}>{shellText.header.noContexts}</p>
            ) : null}
            <Items contexts={contexts} selected={list.selected} place={place} choose={choose} />
          </section>
        );
      })}
      <section className={css.group}>
        <h3 className={css.file}>{shellText.header.builtIn}</h3>
        <Items contexts={builtIn} selected={list.selected} place={undefined} choose={choose} />
      </section>
    </>
  );
}

interface ItemsProps {
  readonly contexts: readonly ClusterContext[];
  readonly selected: string | null;
  readonly place: string | undefined;
  readonly choose: (id: string) => void;
}

function Items({ contexts, selected, place, choose }: ItemsProps) {
  return (
    <ul>
      {contexts.map((context) => (
        <li key={context.id}>
          <UnstyledButton
            className={css.item}
            aria-current={context.id === selected}
            data-autofocus={context.id === selected ? true : undefined}
            onClick={() => choose(context.id)}
          >
            <span className={css.check}>{context.id === selected ? <IconCheck size={15} aria-hidden /> : null}</span>
            <span className={css.itemName}>{nameOf(context)}</span>
            {context.isCurrent ? <Chip>{shellText.header.current}</Chip> : null}
            {context.kind === 'demo' ? <Chip tone="busy">{shellText.header.demo}</Chip> : null}
            <span className={css.server}>{aboutOf(context, context.id === selected ? place : undefined)}</span>
            {context.problem === undefined ? null : <span className={css.caution}>{context.problem}</span>}
            {cautionsOfContext(context).map(({ kind, sentence }) => (
              <span key={kind} className={css.caution}>
                <Chip tone="warn">{shellText.header.cautions[kind]}</Chip> {sentence}
              </span>
            ))}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

/** One line: what it is and where once that is known, else what its kubeconfig says. */
function aboutOf({ kind, server, looksLike }: ClusterContext, place: string | undefined): string | undefined {
  if (kind === 'demo') return shellText.header.demoAbout;
  if (place !== undefined) return place;
  return looksLike === undefined ? server : `${server} · ${shellText.header.looksLike(looksLike)}`;
}
