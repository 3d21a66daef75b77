// The objects of a plan or of an operation, one chosen: a listbox with the arrow keys.
import { type KeyboardEvent, type ReactNode, useEffect, useId } from 'react';
import { refKey } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { stackText } from '../../text/stack.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './ObjectList.module.css';

export interface ObjectItem {
  readonly ref: ObjectRef;
  /** Before the name: its state. */
  readonly icon?: ReactNode;
  /** Behind the name: what happens to it. */
  readonly chip?: ReactNode;
  /** Its state in a sentence. */
  readonly sentence?: string | undefined;
  /** The reason to look twice at it, in a sentence. */
  readonly warning?: string | undefined;
}

interface Props {
  readonly items: readonly ObjectItem[];
  /** `refKey` of the chosen one. */
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

export function ObjectList({ items, chosen, onChoose }: Props) {
  const id = useId();
  const keys = items.map(({ ref }) => refKey(ref));
  const at = chosen === undefined ? -1 : keys.indexOf(chosen);
  useEffect(() => {
    if (at >= 0) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, at, items.length);
    const key = next === undefined ? undefined : keys[next];
    if (key === undefined) return;
    event.preventDefault();
    onChoose(key);
  };
  return (
    <div
      role="listbox"
      aria-label={stackText.objects}
      aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
      tabIndex={0}
      className={css.list}
      onKeyDown={onKeyDown}
    >
      {items.map(({ ref, icon, chip, sentence, warning }, index) => (
        // The listbox has the focus and the keys, as the ARIA pattern wants it; an option is clicked only.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div
          key={keys[index]}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className={css.item}
          onClick={() => onChoose(refKey(ref))}
        >
          {icon}
          <div className={css.words}>
            <div className={css.name}>{ref.name}</div>
            <div className={css.kind}>
              {ref.kind} · {ref.namespace ?? stackText.clusterScoped}
            </div>
            {sentence === undefined ? null : <div className={css.sentence}>{sentence}</div>}
            {warning === undefined ? null : (
              <div className={css.warning}>
                <StatusIcon tone="warn" size={14} />
                <span className={css.warningWords}>{warning}</span>
              </div>
            )}
          </div>
          {chip}
        </div>
      ))}
    </div>
  );
}

/** The index that a key leads to; undefined when the key is not one of ours. */
function nextIndex(key: string, at: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, length - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}
