// The objects of a change as a tree by part, one chosen: arrows walk, right and left unfold and fold.
import { IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { refKey } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { stackText } from '../../text/stack.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './ObjectTree.module.css';
import { seenRows, treeMove } from './tree-rows.ts';

/** An object's row. */
export interface TreeObject {
  readonly ref: ObjectRef;
  /** Before the name: a sign, or its state. */
  readonly mark: ReactNode;
  /** Behind the name and the kind, in grey. */
  readonly note?: string | undefined;
  /** What the mark means, for screen readers. */
  readonly words: string;
  /** The reason to look twice at it, in a sentence. */
  readonly warning?: string | undefined;
}

/** A part's row, and those of its objects. */
export interface TreePart {
  /** Absent for what serves all parts. */
  readonly part: string | undefined;
  readonly mark?: ReactNode;
  /** Behind the title, in grey. */
  readonly note: string;
  readonly objects: readonly TreeObject[];
  /** Until a person folds or unfolds it. */
  readonly isOpenAtFirst: boolean;
}

interface Props {
  readonly parts: readonly TreePart[];
  /** `refKey` of the chosen object. */
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

const keyOf = ({ part }: Pick<TreePart, 'part'>) => `part:${part ?? ''}`;

export function ObjectTree({ parts, chosen, onChoose }: Props) {
  const id = useId();
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  // A part's row that the keys have led to; else they stand at the chosen object.
  const [atPart, setAtPart] = useState<string>();
  const branches = parts.map((part) => ({
    key: keyOf(part),
    leaves: part.objects.map(({ ref }) => refKey(ref)),
    isOpen: folds.get(keyOf(part)) ?? part.isOpenAtFirst,
  }));
  const rows = seenRows(branches);
  const holder = branches.find(({ leaves }) => chosen !== undefined && leaves.includes(chosen));
  // Folded away, it is at its part.
  const active =
    atPart !== undefined && rows.includes(atPart) ? atPart : holder?.isOpen === false ? holder.key : chosen;
  const at = active === undefined ? -1 : rows.indexOf(active);
  useEffect(() => {
    if (at >= 0) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);

  const toggle = (key: string) => {
    const isOpen = branches.find((branch) => branch.key === key)?.isOpen === true;
    setFolds((former) => new Map([...former, [key, !isOpen]]));
    setAtPart(key);
  };
  const choose = (key: string) => {
    setAtPart(undefined);
    onChoose(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = treeMove(event.key, active, branches);
    if (move === undefined) return;
    event.preventDefault();
    if ('toggle' in move) toggle(move.toggle);
    else if (branches.some(({ key }) => key === move.to)) setAtPart(move.to);
    else choose(move.to);
  };
  const rowProps = (key: string) => ({
    id: `${id}-${rows.indexOf(key)}`,
    'data-active': key === active ? true : undefined,
  });
  return (
    <div
      role="tree"
      aria-label={stackText.objects}
      aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
      tabIndex={0}
      className={css.tree}
      onKeyDown={onKeyDown}
    >
      {parts.map((part, index) => {
        const branch = branches[index];
        if (branch === undefined) return null;
        const { key, isOpen } = branch;
        return (
          <div key={key} role="none">
            {/* The tree has the focus and the keys, as the ARIA pattern wants it; a row is clicked only. */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
            <div
              role="treeitem"
              aria-level={1}
              aria-expanded={isOpen}
              aria-selected={false}
              className={css.part}
              onClick={() => toggle(key)}
              {...rowProps(key)}
            >
              <IconChevronRight size={14} aria-hidden className={isOpen ? `${css.caret} ${css.open}` : css.caret} />
              {part.mark}
              <span className={css.title}>{part.part ?? stackText.ofAllParts}</span>{' '}
              <span className={css.note}>{part.note}</span>
            </div>
            {isOpen
              ? part.objects.map((object) => (
                  <ObjectRow
                    key={refKey(object.ref)}
                    object={object}
                    isChosen={refKey(object.ref) === chosen}
                    onClick={() => choose(refKey(object.ref))}
                    rowProps={rowProps(refKey(object.ref))}
                  />
                ))
              : null}
          </div>
        );
      })}
    </div>
  );
}

interface RowProps {
  readonly object: TreeObject;
  readonly isChosen: boolean;
  readonly onClick: () => void;
  readonly rowProps: object;
}

function ObjectRow({ object: { ref, mark, note, words, warning }, isChosen, onClick, rowProps }: RowProps) {
  const { kind, namespace = stackText.clusterScoped, name } = ref;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus
    <div
      role="treeitem"
      aria-level={2}
      aria-selected={isChosen}
      className={css.object}
      onClick={onClick}
      title={`${name} · ${kind} · ${namespace}`}
      {...rowProps}
    >
      {mark}
      <div className={css.words}>
        <div className={css.line}>
          <span className={css.name}>{name}</span> <span className={css.kind}>{kind}</span>{' '}
          {note === undefined ? null : <span className={css.note}>{note}</span>}
          <span className="visually-hidden"> {words}</span>
        </div>
        {warning === undefined ? null : (
          <div className={css.warning}>
            <StatusIcon tone="warn" size={14} />
            <span>{warning}</span>
          </div>
        )}
      </div>
    </div>
  );
}
