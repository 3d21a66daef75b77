// The chart of who held the GPUs' memory over the time that is shown, or one line that says why there is none.
import { useMemo } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { GpuHolders } from '../../../shared/model/gpu-holder.ts';
import type { GpuXid } from '../../../shared/model/gpu-xid.ts';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { scaleOf } from '../../chart/scale.ts';
import { type ChartSpan, useGpuHolders } from '../../ipc/queries.ts';
import { gpuText } from '../../text/gpu.ts';
import { Brush } from './Brush.tsx';
import cardCss from './ChartCard.module.css';
import { ChartMenu } from './ChartMenu.tsx';
import { ChartValue } from './ChartValue.tsx';
import { csvOf } from './csv.ts';
import { HolderLegend } from './HolderLegend.tsx';
import css from './HoldersCard.module.css';
import { HoldersChart } from './HoldersChart.tsx';
import { layersOf, togetherOf } from './holders.ts';
import { highestOf, latestOf, namesOf } from './series.ts';
import { absenceOf, spokenSleep } from './sleep.ts';
import { useSavePicture } from './use-save-picture.ts';
import type { Stretch } from './zoom.ts';

interface Props {
  /** What the page's other charts show: the GPUs, their sleep and how much memory they have. */
  readonly page: MetricsRange;
  readonly span: ChartSpan;
  readonly isPaused: boolean;
  readonly isStale: boolean;
  /** The charts could not be read either, and the page says so. */
  readonly isFailing: boolean;
  readonly openGrafana: () => void;
  readonly zoom: (stretch: Stretch) => void;
  readonly xids: readonly GpuXid[];
}

export function HoldersCard(props: Props) {
  const { data, error } = useGpuHolders(props.span, props.isPaused);
  if (data === undefined) {
    if (error === null || props.isFailing) return null;
    return <p className={css.hint}>{gpuText.holdersFailed(toAppError(error).message)}</p>;
  }
  switch (data.state) {
    case 'off':
      // The processes below are off for the same reason, which is told there.
      return null;
    case 'untold':
      return <p className={css.hint}>{gpuText.holdersUntold}</p>;
    case 'unrecorded':
      return <p className={css.hint}>{gpuText.holdersUnrecorded}</p>;
    case 'known':
      return <Card {...props} told={data} isStale={props.isStale || error !== null} />;
  }
}

type Told = Extract<GpuHolders, { state: 'known' }>;

function Card({ page, told, isStale, openGrafana, zoom, xids }: Props & { readonly told: Told }) {
  const picture = useSavePicture(gpuText.holders);
  const { startSeconds, endSeconds, stepSeconds, holders } = told;
  const layers = useMemo(() => layersOf(holders), [holders]);
  const together = useMemo(() => togetherOf(holders), [holders]);
  const names = layers.map(({ label }) => label);
  const data = { ...page, startSeconds, endSeconds, stepSeconds };
  const gpus = page.gpus.map(({ uuid, name }) => ({ id: uuid, label: name, points: [] }));
  const total = totalOf(page);
  const scale = scaleOf('bytes', { lowest: 0, highest: highestOf([together]), limit: total });
  const [only, ...others] = gpus;
  const absence = only !== undefined && others.length === 0 ? absenceOf(page, only.id) : undefined;
  const now = latestOf(together, endSeconds, stepSeconds);
  const spoken = spokenSleep(data, gpus, namesOf(gpus));
  if (layers.length === 0) {
    return (
      <section className={`card ${cardCss.card} ${css.frame}`} aria-label={gpuText.holders}>
        <div className={cardCss.head}>
          <h2 className={cardCss.title}>{gpuText.holders}</h2>
        </div>
        <p className={css.empty}>{gpuText.noHolders}</p>
      </section>
    );
  }
  return (
    <figure ref={picture.figure} className={`card ${cardCss.card} ${css.frame}`} data-stale={isStale}>
      <figcaption className={cardCss.head}>
        <h2 className={cardCss.title}>{gpuText.holders}</h2>
        {others.length === 0 ? null : <span className={cardCss.peak}>{gpuText.holdersOfAll}</span>}
        <ChartValue value={now} absence={absence} limit={total} scale={scale} />
        <ChartMenu
          title={gpuText.holders}
          value={now === null || absence !== undefined ? undefined : `${scale.format(now)} ${scale.unit}`}
          csv={() => csvOf(layers, names, 'bytes')}
          savePicture={picture.save}
          openGrafana={openGrafana}
        />
      </figcaption>
      <HolderLegend layers={layers} now={{ endSeconds, stepSeconds }} scale={scale} isNow={absence === undefined} />
      {spoken === undefined ? null : <p className="visually-hidden">{spoken}</p>}
      <Brush data={data} zoom={zoom}>
        <div className={css.plot}>
          <HoldersChart {...{ layers, together, scale, data, gpus, xids }} />
        </div>
      </Brush>
    </figure>
  );
}

/** The memory of all GPUs; null where that of one is not known. */
function totalOf({ gpus, results }: MetricsRange): number | null {
  const series = results.find(({ metric }) => metric === 'gpuMemoryTotal')?.series ?? [];
  return gpus.reduce<number | null>((sum, { uuid }) => {
    const one = highestOf(series.filter(({ id }) => id === uuid));
    return sum === null || one === null ? null : sum + one;
  }, 0);
}
