// A log's bar: container, run, level, the text that is sought, wrapping, times; and all of it to the clipboard.
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { MOST_SOUGHT } from '../../shared/model/log-bounds.ts';
import { formatNumber } from '../format/number.ts';
import { logText } from '../text/logs.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { copiedText } from './copied-text.ts';
import css from './Logs.module.css';
import { LEVEL_FLOORS, type LogLevelFloor } from './levels.ts';
import type { LogIndex } from './log-index.ts';
import type { LogStore } from './log-store.ts';
import { Toggle } from './Toggle.tsx';
import type { Find } from './use-find.ts';

interface Props {
  readonly leading: ReactNode;
  readonly time: ReactNode;
  readonly trailing: ReactNode;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly containers: readonly string[];
  readonly container: string | undefined;
  readonly previous: boolean;
  readonly choose: (choice: { readonly container: string | undefined; readonly previous: boolean }) => void;
  readonly level: LogLevelFloor;
  readonly setLevel: (level: LogLevelFloor) => void;
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
  readonly isInvalid: boolean;
  readonly find: Find;
  readonly hits: number;
  readonly isHitsOnly: boolean;
  readonly setHitsOnly: (isOn: boolean) => void;
  readonly isWrapped: boolean;
  readonly setWrapped: (isOn: boolean) => void;
  readonly hasTimes: boolean;
  readonly setTimes: (isOn: boolean) => void;
  readonly store: LogStore;
  readonly index: LogIndex;
}

export function LogBar(props: Props) {
  const { leading, time, trailing, containers, container, previous, choose, level, setLevel, isHitsOnly, setHitsOnly } =
    props;
  const { typed, isWrapped, setWrapped, hasTimes, setTimes, store, index } = props;
  const copy = () => {
    const entries = index.shown.flatMap((number) => store.entries[number - store.dropped] ?? []);
    return copiedText(entries, store.sources.length > 1);
  };
  return (
    <div className={css.bar} role="toolbar" aria-label={logText.bar}>
      {leading}
      {containers.length < 2 ? null : (
        <NativeSelect
          size="xs"
          className={css.select}
          aria-label={logText.container}
          value={container ?? ''}
          data={[{ value: '', label: logText.allContainers }, ...containers]}
          onChange={(event) => choose({ container: event.currentTarget.value || undefined, previous })}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label={logText.run}
        value={previous ? 'previous' : 'current'}
        data={[
          { value: 'current', label: logText.current },
          { value: 'previous', label: logText.previous },
        ]}
        onChange={(run) => choose({ container, previous: run === 'previous' })}
      />
      {time}
      <NativeSelect
        size="xs"
        className={css.select}
        aria-label={logText.level}
        value={level}
        data={LEVEL_FLOORS.map((floor) => ({ value: floor, label: logText.levels[floor] }))}
        onChange={(event) => {
          const floor = LEVEL_FLOORS.find((one) => one === event.currentTarget.value);
          if (floor !== undefined) setLevel(floor);
        }}
      />
      <FindField {...props} />
      <div className={css.toggles}>
        {typed === '' ? null : (
          <Toggle isOn={isHitsOnly} set={setHitsOnly}>
            {logText.onlyHits}
          </Toggle>
        )}
        <Toggle isOn={isWrapped} set={setWrapped}>
          {logText.wrap}
        </Toggle>
        <Toggle isOn={hasTimes} set={setTimes}>
          {logText.times}
        </Toggle>
        <CopyButton text={copy}>{logText.copyAll}</CopyButton>
        {trailing}
      </div>
    </div>
  );
}

function FindField({ field, typed, setTyped, isInvalid, find, hits }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    find.step(event.shiftKey ? -1 : 1);
  };
  return (
    <div className={css.find}>
      <TextInput
        ref={field}
        size="xs"
        className={css.field}
        aria-label={logText.find}
        placeholder={logText.findHint}
        maxLength={MOST_SOUGHT}
        value={typed}
        error={isInvalid ? logText.noRegExp : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        rightSectionWidth={78}
        rightSection={
          typed === '' || isInvalid ? null : (
            <output className={css.hits} aria-label={logText.hitsLabel(find.at, hits)}>
              {logText.hits(formatNumber(find.at), formatNumber(hits))}
            </output>
          )
        }
      />
    </div>
  );
}
