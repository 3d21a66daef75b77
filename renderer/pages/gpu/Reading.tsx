// The values of a chart at the cursor, with what is to be known of each.
import type { Scale } from '../../chart/scale.ts';
import { gpuText } from '../../text/gpu.ts';
import type { ChartRow } from './series.ts';
import type { SleepWords } from './sleep.ts';
import css from './TimeChart.module.css';

interface ReadingProps {
  readonly row: ChartRow;
  /** Its time in words. */
  readonly time: string;
  readonly names: readonly string[];
  readonly scale: Scale;
  /** Of each series, that it was not asked. */
  readonly sleep: readonly (SleepWords | undefined)[];
  /** Of each series, what held its GPU back. */
  readonly heldBack: readonly (string | undefined)[];
  /** Of each series, what the driver reported of its GPU. */
  readonly errors: readonly (readonly string[])[];
}

/** The values of the charts at the cursor. */
export function Reading({ row, time, names, scale, sleep, heldBack, errors }: ReadingProps) {
  // A GPU that has fallen off the bus has an error, and no value.
  const isEmpty = (value: number | null, index: number) =>
    value === null && sleep[index] === undefined && (errors[index] ?? []).length === 0;
  if (row.values.every(isEmpty)) return null;
  return (
    <div className={css.reading}>
      <div className={css.time}>{time}</div>
      {row.values.map((value, index) =>
        isEmpty(value, index) ? null : (
          <div key={names[index]} className={css.line}>
            {names.length === 1 ? null : <span className={css.name}>{names[index]}</span>}
            {value === null ? (
              <ReadSleep words={sleep[index]} />
            ) : (
              <ReadValue value={value} band={row.band} scale={scale} />
            )}
            <ReadBefore value={row.before?.[index] ?? null} scale={scale} />
            {heldBack[index] === undefined ? null : <div className={css.evidence}>{heldBack[index]}</div>}
            {errors[index]?.map((error) => (
              <div key={error} className={css.error}>
                {error}
              </div>
            ))}
          </div>
        ),
      )}
    </div>
  );
}

interface ValueProps {
  readonly value: number;
  readonly band: ChartRow['band'];
  readonly scale: Scale;
}

function ReadValue({ value, band, scale }: ValueProps) {
  return (
    <>
      <strong>{scale.format(value)}</strong> {scale.unit}
      {band === undefined ? null : (
        <div className={css.evidence}>{gpuText.band(scale.format(band[0]), scale.format(band[1]), scale.unit)}</div>
      )}
    </>
  );
}

function ReadSleep({ words }: { readonly words: SleepWords | undefined }) {
  return (
    <>
      {words?.sentence}
      {words?.evidence === undefined ? null : <div className={css.evidence}>{words.evidence}</div>}
    </>
  );
}

function ReadBefore({ value, scale }: { readonly value: number | null; readonly scale: Scale }) {
  if (value === null) return null;
  return <div className={css.evidence}>{gpuText.aDayBefore(`${scale.format(value)} ${scale.unit}`)}</div>;
}
