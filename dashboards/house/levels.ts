// The marks from which a value is worth a look or bad: the same colours and the same marks as those of the alerts.
import { type Threshold, ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';

/** What a colour means here. */
export const COLORS = {
  good: 'green',
  look: 'orange',
  bad: 'red',
  /** A number that is neither good nor bad. */
  plain: 'blue',
  /** A number that is not known, or rests. */
  quiet: 'text',
  /** Neither works nor fails: asleep, or about to be. */
  asleep: 'purple',
  rests: 'super-light-purple',
  read: 'blue',
  written: 'orange',
  limit: 'semi-dark-red',
} as const;

/** From the lowest step up. */
export type Levels = readonly Threshold[];

/** Good below `look`, bad from `bad` on. */
export function highIsBad(look: number, bad: number): Levels {
  return [
    { value: null, color: COLORS.good },
    { value: look, color: COLORS.look },
    { value: bad, color: COLORS.bad },
  ];
}

/** Bad below `bad`, good from `good` on. */
export function lowIsBad(bad: number, good: number): Levels {
  return [
    { value: null, color: COLORS.bad },
    { value: bad, color: COLORS.look },
    { value: good, color: COLORS.good },
  ];
}

/** None is good, one is bad. */
export const ANY_IS_BAD: Levels = [
  { value: null, color: COLORS.good },
  { value: 1, color: COLORS.bad },
];

/** None is good, one is worth a look. */
export const ANY_IS_WORTH_A_LOOK: Levels = [
  { value: null, color: COLORS.good },
  { value: 1, color: COLORS.look },
];

/** Neither good nor bad. */
export const PLAIN: Levels = [{ value: null, color: COLORS.plain }];

export const LEVELS = {
  /** Of a ratio that may be high for a while. */
  busy: highIsBad(0.8, 0.95),
  /** Of memory in use: the alert is at 0.9. */
  memory: highIsBad(0.8, 0.9),
  /** Of space in use: the alerts are there too. */
  disk: highIsBad(0.85, 0.93),
  /** Of a GPU, in °C: the alert is at 90. */
  gpuTemperature: highIsBad(80, 90),
  /** Of a processor, in °C. */
  temperature: highIsBad(85, 97),
  /** Of a battery, in per cent: the alert is at 15. */
  battery: lowIsBad(15, 30),
} as const;

/** For Grafana's builders. */
export function thresholds(levels: Levels): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([...levels]);
}
