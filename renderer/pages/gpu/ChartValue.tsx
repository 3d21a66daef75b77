// The present value of a chart: large, with its unit and limit small beside it; or why there is none.
import { IconMoon } from '@tabler/icons-react';
import type { Scale } from '../../chart/scale.ts';
import { gpuText } from '../../text/gpu.ts';
import css from './ChartCard.module.css';

interface Props {
  readonly value: number | null;
  /** Why there is none now, where that is known. */
  readonly absence: string | undefined;
  readonly limit: number | null;
  readonly scale: Scale;
  readonly isSmall?: boolean;
}

/** "9.8 of 16 GiB": the value large, the limit and the unit small beside it. */
export function ChartValue({ value, absence, limit, scale, isSmall = false }: Props) {
  if (absence !== undefined) {
    return (
      <span className={css.absence}>
        {absence === gpuText.asleep ? <IconMoon size={13} aria-hidden /> : null}
        {absence}
      </span>
    );
  }
  if (value === null) return <span className={css.unit}>{gpuText.noValue}</span>;
  const unit = limit === null ? scale.unit : `${gpuText.ofLimit(scale.format(limit))} ${scale.unit}`;
  return (
    <span className={isSmall ? css.smallValue : css.value}>
      {scale.format(value)} <span className={css.unit}>{unit}</span>
    </span>
  );
}
