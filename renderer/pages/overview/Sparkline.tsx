// The last hour of a tile's quantity: its shape alone, for the chart itself is one click away.
import type { Tile } from '../../../shared/model/usage.ts';
import { HEIGHT, sparkline, WIDTH } from './sparkline.ts';
import css from './Tile.module.css';

export function Sparkline({ tile }: { readonly tile: Tile }) {
  const { line, area } = sparkline(tile);
  return (
    <svg className={css.line} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      <path className={css.area} d={area} />
      <path className={css.stroke} d={line} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
