// A small chart: the value now, the line of the last hour, the limit as a dashed line.
import type { Quantity } from '../../format/bytes.ts';
import { commonText } from '../../text/common.ts';
import { inspectorText } from '../../text/inspector.ts';
import type { Points } from '../../ui/stretches.ts';
import css from './Summary.module.css';
import { drawn, extremesOf } from './usage-path.ts';

const WIDTH = 200;
const HEIGHT = 48;

interface Props {
  readonly title: string;
  readonly points: Points;
  readonly limit: number | undefined;
  readonly stepSeconds: number;
  readonly rangeSeconds: number;
  /** The hue of the quantity. */
  readonly tone: 'host' | 'gpu';
  readonly format: (value: number) => Quantity;
}

export function UsageChart({ title, points, limit, stepSeconds, rangeSeconds, tone, format }: Props) {
  const to = Date.now() / 1000;
  const { highest, newest } = extremesOf(points, to, stepSeconds);
  const written = (value: number | null) => (value === null ? commonText.none : textOf(format(value)));
  // Room above the line, so that one at its limit is not at the edge.
  const top = Math.max(limit ?? 0, highest ?? 0) * 1.12 || 1;
  const { path, dots } = drawn(points, { from: to - rangeSeconds, to, top, width: WIDTH, height: HEIGHT, stepSeconds });
  const limitY = limit === undefined ? undefined : HEIGHT - (limit / top) * HEIGHT;
  const { value, unit } = newest === null ? { value: commonText.none, unit: '' } : format(newest);
  return (
    <figure className={css.chart}>
      <figcaption className={css.caption}>
        <span className={css.label}>{title}</span>
        <span className={css.now}>
          {value} <small>{unit}</small>
          {limit === undefined ? null : <small> {inspectorText.of(textOf(format(limit)))}</small>}
        </span>
      </figcaption>
      <svg
        className={`${css.plot} ${css[tone]}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={inspectorText.chart(title, written(newest), written(highest))}
      >
        {limitY === undefined ? null : <path className={css.limit} d={`M0 ${limitY}H${WIDTH}`} />}
        <path className={css.series} d={path} />
        {dots.map(([x, y]) => (
          // A line of no length with round ends is a dot that the stretched box does not flatten.
          <path key={x} className={css.dot} d={`M${x} ${y}h.01`} />
        ))}
      </svg>
      <p className={css.axis} aria-hidden>
        <span>{inspectorText.hourAgo}</span>
        <span>{inspectorText.now}</span>
      </p>
    </figure>
  );
}

function textOf({ value, unit }: Quantity): string {
  return `${value} ${unit}`;
}
