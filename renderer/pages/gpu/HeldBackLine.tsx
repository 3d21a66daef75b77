// The line below the page's headline that says for how long something held GPUs back in the time that is shown.
import { IconGauge } from '@tabler/icons-react';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { gpuText } from '../../text/gpu.ts';
import css from './SleepLine.module.css';
import { heldBackFor } from './throttle.ts';

/** A machine with more has the marks of its charts. */
const MOST_SHOWN = 3;

export function HeldBackLine({ data }: { readonly data: MetricsRange }) {
  const lines = data.gpus.flatMap(({ uuid, name }) => {
    const line = heldBackFor(data, uuid);
    const label = data.gpuStates.find(({ id }) => id === uuid)?.label ?? name;
    return line === undefined ? [] : [{ uuid, line: data.gpus.length === 1 ? line : gpuText.stateOf(label, line) }];
  });
  return lines.slice(0, MOST_SHOWN).map(({ uuid, line }) => (
    <p key={uuid} className={css.line}>
      <IconGauge size={14} aria-hidden />
      {line}
    </p>
  ));
}
