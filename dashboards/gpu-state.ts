// A GPU that sleeps, in dashboards: a state of its own, in place of each value that it does not have, and as a shade over the charts.
import { MappingType, SpecialValueMatch, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Shade } from './house/dashboard.ts';
import { COLORS } from './house/levels.ts';

/** The chosen GPUs. */
export const GPU = 'instance=~"$node", gpu=~"$gpu"';
/** Those too that have slept since before anybody could ask them for their number. */
const CHOSEN = 'instance=~"$node", gpu=~"$gpu|"';
/** What a series is called: its UUID tells nobody anything. */
export const NAME = '{{name}} · {{instance}} · GPU {{gpu}}';

const OF_GPU = 'max by (instance, uuid, name, gpu)';

/** 0 awake, 1 left alone, 2 asleep, of each GPU that `selected` and `known` select: who has no gate before it is awake. */
export function stateOf(selected: string, known: string): string {
  return `odin:gpu_asleep:bool{${selected}} + odin:gpu_left_alone:bool{${selected}} or on (instance, uuid) odin:gpu:info{${known}} * 0`;
}

export const STATE = `${OF_GPU} (${stateOf(CHOSEN, GPU)})`;

/** Milliseconds since 1970, 0 of those that are awake. */
export const ASLEEP_SINCE = `
  ${OF_GPU} (
    max by (instance, pci) (odin_gpu_state_since_timestamp_seconds) * 1000
    * on (instance, pci) group_right () (odin:gpu_asleep:bool{${CHOSEN}} == 1)
    or on (instance, uuid) odin:gpu:info{${GPU}} * 0
  )`;

/**
 * An expression of one value for each GPU, with another value while it sleeps. Of a GPU that was asleep under another number, or under
 * none, nothing is left once it has its own.
 */
export function orAsleep(expr: string, value = 'NaN'): string {
  const asleep = `odin:gpu_asleep:bool{${CHOSEN}} == 1 and on (instance, pci, gpu) odin:gpu_asleep:bool @ end()`;
  return `${OF_GPU} (${expr} or on (instance, uuid) (${asleep}) * ${value})`;
}

/** Of NaN, as {@link orAsleep} puts it. */
export const ASLEEP: readonly ValueMapping[] = [
  {
    type: MappingType.SpecialValue,
    options: { match: SpecialValueMatch.NotANumber, result: { text: 'asleep', color: COLORS.asleep, index: 0 } },
  },
];

/** Of {@link STATE}. */
export const STATES: readonly ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      0: { text: 'awake', color: COLORS.plain, index: 0 },
      1: { text: 'left alone', color: COLORS.rests, index: 1 },
      2: { text: 'asleep', color: COLORS.asleep, index: 2 },
    },
  },
];

/** Of {@link ASLEEP_SINCE}. */
export const AWAKE: readonly ValueMapping[] = [
  { type: MappingType.ValueToText, options: { 0: { text: 'awake', color: COLORS.plain, index: 0 } } },
];

/** Over the charts of GPUs of the chosen nodes. */
export function sleepShade(selected = CHOSEN): Shade {
  return {
    name: 'Asleep',
    expr: `odin:gpu_asleep:bool{${selected}} == 1`,
    title: '{{name}} · {{instance}} · GPU {{gpu}} is asleep',
    color: COLORS.asleep,
  };
}
