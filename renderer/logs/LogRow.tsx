// One line of a log: time, level as a bar, where it is from, its words in their colours. Or what happened between lines.
import { memo } from 'react';
import type { LogMessage } from '../../shared/model/log-line.ts';
import { formatInstant } from '../format/clock.ts';
import { formatAge } from '../format/duration.ts';
import { formatNumber } from '../format/number.ts';
import { logText } from '../text/logs.ts';
import { type Entry, sourceOf } from './entry.ts';
import css from './Logs.module.css';
import type { NameTag } from './name-tags.ts';
import { type Segment, segmentsOf } from './segments.ts';

interface Props {
  readonly index: number;
  /** Absent where all rows are of one height. */
  readonly measure: ((element: Element | null) => void) | undefined;
  readonly top: number;
  readonly entry: Entry;
  readonly tags: ReadonlyMap<string, NameTag>;
  readonly pattern: RegExp | undefined;
  readonly isFocused: boolean;
  readonly isWrapped: boolean;
  readonly hasTimes: boolean;
  /** These are the last words of a run that ended so. */
  readonly lastExit: LogMessage['lastExit'];
}

export const LogRow = memo(function LogRow(props: Props) {
  const { index, measure, top, entry, isWrapped, lastExit } = props;
  const place = { transform: `translateY(${top}px)` };
  const look = isWrapped ? `${css.row} ${css.wrapped}` : css.row;
  if (entry.kind === 'notice') {
    return (
      <div ref={measure} data-index={index} className={`${look} ${css.notice}`} style={place}>
        {entry.sentence}
      </div>
    );
  }
  return (
    <div ref={measure} data-index={index} className={look} style={place}>
      <Line {...props} entry={entry} isMarked={lastExit !== undefined} />
      {lastExit === undefined ? null : <Exit lastExit={lastExit} />}
    </div>
  );
});

type LineProps = Props & { readonly entry: Extract<Entry, { kind: 'line' }>; readonly isMarked: boolean };

function Line({ entry, tags, pattern, isFocused, hasTimes, isMarked }: LineProps) {
  const { line, cut } = entry;
  const tag = tags.get(sourceOf(line));
  const look = [css.line, isFocused ? css.focused : '', isMarked ? css.marked : ''].join(' ');
  return (
    <div className={look} data-level={line.level}>
      {hasTimes ? <span className={css.time}>{timeOf(line.at)}</span> : null}
      {tag === undefined ? null : (
        <span className={css.tag} data-hue={tag.hue} title={sourceOf(line)}>
          {tag.name}
        </span>
      )}
      <span className={css.text}>
        {segmentsOf(line, pattern).map((segment) => (
          <Words key={segment.from} segment={segment} />
        ))}
        {cut > 0 ? <span className={css.cut}>{logText.cut(formatNumber(cut))}</span> : null}
      </span>
    </div>
  );
}

function Words({ segment: { text, style, isHit } }: { readonly segment: Segment }) {
  if (style === undefined && !isHit) return text;
  const look = [
    style?.isBold ? css.bold : '',
    style?.isDim ? css.dim : '',
    style?.isItalic ? css.italic : '',
    style?.isUnderlined ? css.underlined : '',
    style?.isInverse ? css.inverse : '',
  ].join(' ');
  return isHit ? (
    <mark className={`${css.hit} ${look}`} data-colour={style?.hue}>
      {text}
    </mark>
  ) : (
    <span className={look} data-colour={style?.hue}>
      {text}
    </span>
  );
}

function Exit({ lastExit: { code, reason, at } }: { readonly lastExit: NonNullable<LogMessage['lastExit']> }) {
  return (
    <p className={css.exit}>{logText.exit(code, reason, at === undefined ? undefined : formatAge(at, Date.now()))}</p>
  );
}

/** A date that no calendar has would throw. */
function timeOf(at: number | undefined): string {
  return at === undefined || Math.abs(at) > 8.64e15 ? '' : formatInstant(at / 1000, Date.now() / 1000);
}
