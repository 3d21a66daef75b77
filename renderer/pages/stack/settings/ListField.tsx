// A list of maps: each with its fields and the way to remove it, and below the way to add one.
import { Button } from '@mantine/core';
import { type ReactNode, useContext, useRef } from 'react';
import { flushSync } from 'react-dom';
import { settingsText } from '../../../text/settings.ts';
import { ChangedDot } from './ChangedDot.tsx';
import type { FieldProps } from './field-props.ts';
import { SettingsFormContext } from './form-context.ts';
import css from './Settings.module.css';
import { keyOf } from './setting-errors.ts';
import { blankOf, type Draft, itemOf, type SettingSchema } from './setting-schema.ts';

interface Props extends FieldProps {
  readonly renderItem: (
    schema: SettingSchema,
    item: Draft,
    index: number,
    onChange: (item: Draft) => void,
  ) => ReactNode;
}

export function ListField({ schema, path, value, onChange, renderItem }: Props) {
  const { changed } = useContext(SettingsFormContext);
  const list = useRef<HTMLDivElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const items = (Array.isArray(value) ? value : []) as readonly Draft[];
  const item = itemOf(schema);
  const kind = item.title ?? '';
  const add = () => {
    flushSync(() => onChange([...items, blankOf(item)]));
    const first = list.current?.querySelector<HTMLElement>(':scope > fieldset:last-of-type :is(input, textarea)');
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'center' });
  };
  return (
    <div ref={list} className={css.list} data-setting={keyOf(path)}>
      {changed.has(keyOf(path)) ? <ChangedDot className={css.mark} label={settingsText.changedMark} /> : null}
      <p className={css.about}>{schema.description}</p>
      {items.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name that stays while it is being typed
        <fieldset key={index} className={css.item}>
          <legend className={css.legend}>{settingsText.itemTitle(kind, index + 1)}</legend>
          {renderItem(item, each, index, (next) => onChange(items.with(index, next)))}
          <Button
            className={css.remove}
            aria-label={settingsText.removeItem(kind, index + 1)}
            onClick={() => {
              adder.current?.focus();
              onChange(items.toSpliced(index, 1));
            }}
          >
            {settingsText.remove}
          </Button>
        </fieldset>
      ))}
      <Button ref={adder} className={css.add} onClick={add}>
        {settingsText.addItem(kind)}
      </Button>
    </div>
  );
}
