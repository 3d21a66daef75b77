// Panels that show how it is now: a number, a gauge, a list of bars.

import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge';
import {
  BarGaugeDisplayMode,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardLinkBuilder,
  FieldColorBuilder,
  FieldColorModeId,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import type { PanelSpec } from './charts.ts';
import { type Levels, thresholds } from './levels.ts';
import type { Link } from './links.ts';
import { instantQuery, PROMETHEUS, type Query, rangeQuery } from './query.ts';
import { SIZES } from './sizes.ts';

export interface StatSpec extends PanelSpec {
  readonly queries: readonly Query[];
  readonly levels: Levels;
  readonly decimals?: number;
  readonly mappings?: readonly ValueMapping[];
  /** Shown where there is no such metric. */
  readonly noValue?: string;
  /** Draws how it got there behind the number. */
  readonly trend?: boolean;
  /** Where a click leads. */
  readonly link?: Link;
  /** The last value may be NaN, which a mapping names: without it, the last number before counts. */
  readonly isNaNMeant?: boolean;
}

/** One number; where there are several series, one for each, with its name. */
export function stat(spec: StatSpec): Stat {
  const panel = new Stat()
    .title(spec.title)
    .description(spec.description)
    .datasource(PROMETHEUS)
    .targets(spec.queries.map(spec.trend ? rangeQuery : instantQuery))
    .unit(spec.unit)
    .span(spec.span)
    .height(spec.height ?? SIZES.number)
    .thresholds(thresholds(spec.levels))
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    .reduceOptions(new ReduceDataOptionsBuilder().values(false).calcs([spec.isNaNMeant ? 'last' : 'lastNotNull']))
    .colorMode(BigValueColorMode.Value)
    .graphMode(spec.trend ? BigValueGraphMode.Area : BigValueGraphMode.None)
    .textMode(BigValueTextMode.Auto)
    .noValue(spec.noValue ?? 'not exported');
  if (spec.decimals !== undefined) panel.decimals(spec.decimals);
  if (spec.mappings !== undefined) panel.mappings([...spec.mappings]);
  if (spec.link !== undefined) panel.dataLinks([new DashboardLinkBuilder(spec.link.title).url(spec.link.url)]);
  return panel;
}

export interface BarsSpec extends PanelSpec {
  readonly queries: readonly Query[];
  readonly levels: Levels;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
}

/** A bar a series, side by side: for what has a natural maximum. */
export function bars(spec: BarsSpec): BarGauge {
  const panel = new BarGauge()
    .title(spec.title)
    .description(spec.description)
    .datasource(PROMETHEUS)
    .targets(spec.queries.map(instantQuery))
    .unit(spec.unit)
    .span(spec.span)
    .height(spec.height ?? SIZES.chart)
    .min(spec.min ?? 0)
    .thresholds(thresholds(spec.levels))
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    .reduceOptions(new ReduceDataOptionsBuilder().values(false).calcs(['lastNotNull']))
    .orientation(VizOrientation.Horizontal)
    .displayMode(BarGaugeDisplayMode.Gradient)
    .showUnfilled(true)
    .noValue('not exported');
  if (spec.max !== undefined) panel.max(spec.max);
  if (spec.decimals !== undefined) panel.decimals(spec.decimals);
  return panel;
}
