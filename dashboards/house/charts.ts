// Panels over time, in house style: thin lines, gaps that stay gaps, one tooltip for all series, legends that say something.
import {
  GraphGradientMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TimelineValueAlignment,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StateTimeline } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import { type Levels, thresholds } from './levels.ts';
import { LOKI, logQuery, PROMETHEUS, type Query, rangeQuery } from './query.ts';
import { SIZES } from './sizes.ts';

/** What all panels have. */
export interface PanelSpec {
  readonly title: string;
  /** What it shows and how to read it, in a sentence or two. */
  readonly description: string;
  /** One of the SDK's units. */
  readonly unit: string;
  /** Columns, of 24. */
  readonly span: number;
  readonly height?: number;
}

export interface ChartSpec extends PanelSpec {
  readonly queries: readonly Query[];
  /** A table with last, mean and highest value for what has many series; a list for what has few; none for one. */
  readonly legend?: 'table' | 'list' | 'none';
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  /** Drawn as dashed lines. */
  readonly levels?: Levels;
  /** Areas on top of each other: for parts of a whole. */
  readonly stacked?: boolean;
  /** Colours of series by a regular expression on their names, for those that mean something. */
  readonly colors?: Readonly<Record<string, string>>;
  /** Series, by a regular expression on their names, that are limits: dashed, without area. */
  readonly limits?: string;
  /** Series, by a regular expression on their names, that are drawn below zero. */
  readonly below?: string;
  /** The queries are LogQL. */
  readonly fromLogs?: boolean;
}

/** Lines over time. */
export function chart(spec: ChartSpec): TimeSeries {
  const panel = new TimeSeries()
    .title(spec.title)
    .description(spec.description)
    .datasource(spec.fromLogs ? LOKI : PROMETHEUS)
    .targets(spec.fromLogs ? spec.queries.map(logQuery) : spec.queries.map(rangeQuery))
    .unit(spec.unit)
    .span(spec.span)
    .height(spec.height ?? SIZES.chart)
    .lineWidth(1)
    .fillOpacity(spec.stacked ? 40 : 10)
    .gradientMode(spec.stacked ? GraphGradientMode.None : GraphGradientMode.Opacity)
    .showPoints(VisibilityMode.Never)
    .spanNulls(false)
    .axisBorderShow(false)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName))
    .legend(legend(spec.legend ?? 'list'))
    .tooltip(tooltip());
  if (spec.below === undefined) panel.min(spec.min ?? 0);
  if (spec.max !== undefined) panel.max(spec.max);
  if (spec.decimals !== undefined) panel.decimals(spec.decimals);
  if (spec.stacked) panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  if (spec.levels !== undefined) {
    panel
      .thresholds(thresholds(spec.levels))
      .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
  }
  for (const [pattern, color] of Object.entries(spec.colors ?? {})) {
    panel.overrideByRegexp(pattern, [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }]);
  }
  if (spec.limits !== undefined) {
    panel.overrideByRegexp(spec.limits, [
      { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } },
      { id: 'custom.fillOpacity', value: 0 },
      { id: 'custom.stacking', value: { mode: 'none', group: 'B' } },
    ]);
  }
  if (spec.below !== undefined) {
    panel.overrideByRegexp(spec.below, [{ id: 'custom.transform', value: 'negative-Y' }]);
  }
  return panel;
}

export interface TimelineSpec extends Omit<PanelSpec, 'unit'> {
  readonly queries: readonly Query[];
  /** What a number means. */
  readonly mappings: readonly ValueMapping[];
  readonly levels: Levels;
}

/** States over time: one bar a series. */
export function timeline(spec: TimelineSpec): StateTimeline {
  return new StateTimeline()
    .title(spec.title)
    .description(spec.description)
    .datasource(PROMETHEUS)
    .targets(spec.queries.map(rangeQuery))
    .unit('none')
    .span(spec.span)
    .height(spec.height ?? SIZES.chart)
    .mappings([...spec.mappings])
    .thresholds(thresholds(spec.levels))
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    .mergeValues(true)
    .showValue(VisibilityMode.Never)
    .alignValue(TimelineValueAlignment.Left)
    .rowHeight(0.8)
    .fillOpacity(80)
    .lineWidth(0)
    .legend(legend('list'))
    .tooltip(tooltip());
}

function legend(kind: 'table' | 'list' | 'none'): VizLegendOptionsBuilder {
  const options = new VizLegendOptionsBuilder().showLegend(kind !== 'none').placement(LegendPlacement.Bottom);
  if (kind !== 'table') return options.displayMode(LegendDisplayMode.List).calcs([]);
  return options
    .displayMode(LegendDisplayMode.Table)
    .calcs(['lastNotNull', 'mean', 'max'])
    .sortBy('Last *')
    .sortDesc(true);
}

function tooltip(): VizTooltipOptionsBuilder {
  return new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending);
}
