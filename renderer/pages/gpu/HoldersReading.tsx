// The reading of the stack at the cursor: what each holder held and all together, that a GPU slept, what happened to it.
import type { Series } from '../../../shared/model/metrics.ts';
import type { Scale } from '../../chart/scale.ts';
import { gpuText } from '../../text/gpu.ts';
import { HolderName } from './HolderName.tsx';
import { HolderSwatch } from './HolderSwatch.tsx';
import css from './HoldersCard.module.css';
import type { Layer } from './holders.ts';
import type { ChartRow } from './series.ts';
import type { SleepWords } from './sleep.ts';
import chartCss from './TimeChart.module.css';

interface Props {
  readonly row: ChartRow;
  /** Its time in words. */
  readonly time: string;
  readonly layers: readonly Layer[];
  readonly scale: Scale;
  readonly gpus: readonly Series[];
  /** Of each GPU, that it was not asked. */
  readonly sleep: readonly (SleepWords | undefined)[];
  /** Of each GPU, what the driver reported of it. */
  readonly errors: readonly (readonly string[])[];
}

export function HoldersReading({ row, time, layers, scale, gpus, sleep, errors }: Props) {
  const held = layers.flatMap(({ id, label, fill }, index) => {
    const bytes = row.values[index] ?? null;
    return bytes === null || bytes === 0 ? [] : [{ id, label, fill, bytes }];
  });
  const isAsked = row.values.some((bytes) => bytes !== null);
  const isAsleep = sleep.some((words) => words !== undefined);
  const hasErrors = errors.some((ofOne) => ofOne.length > 0);
  if (!isAsked && !isAsleep && !hasErrors) return null;
  const together = held.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <div className={chartCss.reading}>
      <div className={chartCss.time}>{time}</div>
      {held.map(({ id, label, fill, bytes }) => (
        <div key={id} className={css.read}>
          <HolderSwatch fill={fill} />
          <span className={`${css.name} ${css.wide}`}>
            <HolderName name={label} />
          </span>
          <strong>{scale.format(bytes)}</strong>
          <span>{scale.unit}</span>
        </div>
      ))}
      {held.length === 1 || !isAsked ? null : (
        <div className={css.read}>
          <span className={`${css.name} ${css.wide}`}>{gpuText.heldTogether}</span>
          <strong>{scale.format(together)}</strong>
          <span>{scale.unit}</span>
        </div>
      )}
      {sleep.map((words, index) =>
        words === undefined ? null : (
          <div key={gpus[index]?.id} className={chartCss.evidence}>
            {gpus.length === 1 ? words.sentence : gpuText.stateOf(gpus[index]?.label ?? '', words.sentence)}
          </div>
        ),
      )}
      {errors.flatMap((ofOne, index) =>
        ofOne.map((error) => (
          <div key={`${gpus[index]?.id} ${error}`} className={chartCss.error}>
            {gpus.length === 1 ? error : gpuText.xidOf(gpus[index]?.label ?? '', error)}
          </div>
        )),
      )}
    </div>
  );
}
