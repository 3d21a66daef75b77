// Tables: one row a thing, labels first, then one column a query.
import {
  FieldTextAlignment,
  TableCellHeight,
  TableSortByFieldStateBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import type { PanelSpec } from './charts.ts';
import type { Levels } from './levels.ts';
import type { Link } from './links.ts';
import { PROMETHEUS, refId, tableQuery } from './query.ts';
import { SIZES } from './sizes.ts';

export interface Column {
  readonly title: string;
  /** Its series must have the table's labels and no others, not even a metric's name, or rows do not meet: aggregate. */
  readonly expr: string;
  readonly unit: string;
  readonly decimals?: number;
  /** Colours the number. */
  readonly levels?: Levels;
  /** Draws a bar behind the number, full at `max`. */
  readonly max?: number;
  readonly mappings?: readonly ValueMapping[];
}

export interface TableSpec extends Omit<PanelSpec, 'unit'> {
  /** Label to column title, in order. Other labels are left out. */
  readonly labels: Readonly<Record<string, string>>;
  readonly columns: readonly Column[];
  /** The title of a column of numbers, the highest first, or of a label, in the alphabet's order. */
  readonly sortBy: string;
  /** Where a click on a label leads: label to link. */
  readonly links?: Readonly<Record<string, Link>>;
  /** Colours of a label's values. */
  readonly labelMappings?: Readonly<Record<string, readonly ValueMapping[]>>;
  /** Columns that only filter rows: not shown. */
  readonly hidden?: readonly string[];
}

/** A table of what is, at the end of the time range. */
export function table(spec: TableSpec): Table {
  const names = Object.keys(spec.labels);
  const valueFields = spec.columns.map((_, index) => (spec.columns.length === 1 ? 'Value' : `Value #${refId(index)}`));
  const titles = { ...spec.labels, ...Object.fromEntries(spec.columns.map(({ title }, i) => [valueFields[i], title])) };
  const panel = new Table()
    .title(spec.title)
    .description(spec.description)
    .datasource(PROMETHEUS)
    .targets(spec.columns.map(({ expr }, index) => tableQuery(expr, index)))
    .span(spec.span)
    .height(spec.height ?? SIZES.table)
    .cellHeight(TableCellHeight.Sm)
    .align(FieldTextAlignment.Left)
    .filterable(true)
    // Of a cell: not every row has every label or value.
    .noValue('–')
    .sortBy([
      new TableSortByFieldStateBuilder()
        .displayName(spec.sortBy)
        .desc(!names.some((name) => spec.labels[name] === spec.sortBy)),
    ])
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({ id: 'filterFieldsByName', options: { include: { names: [...names, ...valueFields] } } })
    .withTransformation({
      id: 'organize',
      options: {
        indexByName: Object.fromEntries([...names, ...valueFields].map((name, index) => [name, index])),
        excludeByName: Object.fromEntries(
          valueFields.filter((_, i) => spec.hidden?.includes(spec.columns[i]?.title ?? '')).map((name) => [name, true]),
        ),
        renameByName: titles,
      },
    });
  for (const column of spec.columns) panel.overrideByName(column.title, columnProperties(column));
  for (const [label, link] of Object.entries(spec.links ?? {})) {
    panel.overrideByName(spec.labels[label] ?? label, [{ id: 'links', value: [link] }]);
  }
  for (const [label, mappings] of Object.entries(spec.labelMappings ?? {})) {
    panel.overrideByName(spec.labels[label] ?? label, [
      { id: 'mappings', value: mappings },
      { id: 'custom.cellOptions', value: { type: 'color-text' } },
    ]);
  }
  return panel;
}

function columnProperties(column: Column): DynamicConfigValue[] {
  const properties: DynamicConfigValue[] = [
    { id: 'unit', value: column.unit },
    { id: 'custom.align', value: 'right' },
  ];
  if (column.decimals !== undefined) properties.push({ id: 'decimals', value: column.decimals });
  if (column.mappings !== undefined) properties.push({ id: 'mappings', value: column.mappings });
  if (column.levels !== undefined) {
    properties.push(
      { id: 'thresholds', value: { mode: 'absolute', steps: column.levels } },
      { id: 'color', value: { mode: 'thresholds' } },
      {
        id: 'custom.cellOptions',
        value:
          column.max === undefined
            ? { type: 'color-text' }
            : { type: 'gauge', mode: 'gradient', valueDisplayMode: 'text' },
      },
    );
  }
  if (column.max !== undefined) properties.push({ id: 'min', value: 0 }, { id: 'max', value: column.max });
  return properties;
}
