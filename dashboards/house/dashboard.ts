// A dashboard in house style: six hours, renewed every half minute, the viewer's time zone, links to the others, alerts as marks.
// Grafana's classic format: its provider of files reads it in every version, and the newer resources only with its API.
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  RowBuilder,
  type RowPanel,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PROMETHEUS } from './query.ts';

/** Links between dashboards go by it. */
const TAG = 'odin';

/** Panels under a heading. Closed ones cost no queries until they are opened. */
export interface Row {
  readonly title: string;
  readonly isClosed?: boolean;
  readonly panels: readonly Builder<Panel>[];
}

/** Times that are shaded in all charts: those at which `expr` has a value above zero. */
export interface Shade {
  readonly name: string;
  readonly expr: string;
  /** Text with `{{label}}`. */
  readonly title: string;
  readonly color: string;
}

export interface DashboardSpec {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly Builder<VariableModel>[];
  /** Labels of the alerts that are marked here, as a PromQL selector's inside. */
  readonly alerts: string;
  readonly shades?: readonly Shade[];
  readonly rows: readonly Row[];
}

/** Its JSON, as Grafana's provider of files reads it. */
export function dashboard(spec: DashboardSpec): Dashboard {
  const builder = new DashboardBuilder(spec.title)
    .uid(spec.uid)
    .description(spec.description)
    .tags([TAG])
    .timezone('browser')
    .time({ from: 'now-6h', to: 'now' })
    .refresh('30s')
    .tooltip(DashboardCursorSync.Crosshair)
    // Looking into a query is welcome; saving is refused anyway to what comes from a file.
    .editable()
    .variables([...spec.variables])
    .annotations([alertMarks(spec.alerts), ...(spec.shades ?? []).map(shade)])
    .links([links()]);
  for (const { title, isClosed, panels } of spec.rows) {
    const row = new RowBuilder(title);
    if (isClosed) {
      for (const panel of panels) row.withPanel(panel);
      builder.withRow(row.collapsed(true));
    } else {
      builder.withRow(row);
      for (const panel of panels) builder.withPanel(panel);
    }
  }
  const built = builder.build();
  let next = 1;
  for (const panel of built.panels ?? []) {
    panel.id = next++;
    for (const inner of isRow(panel) ? panel.panels : []) inner.id = next++;
  }
  return built;
}

function isRow(panel: Panel | RowPanel): panel is RowPanel {
  return panel.type === 'row';
}

/** Buttons to all dashboards of the stack, with the same time and, where they have them, the same choices. */
function links(): Builder<DashboardLink> {
  const link = new DashboardLinkBuilder('ODIN')
    .type(DashboardLinkType.Dashboards)
    .tags([TAG])
    .keepTime(true)
    .includeVars(true)
    .build();
  // The builder would hide them in a menu.
  delete link.placement;
  return { build: () => link };
}

function alertMarks(selector: string): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name('Alerts')
    .datasource(PROMETHEUS)
    .expr(`ALERTS{alertstate="firing", ${selector}}`)
    .step('60s')
    .titleFormat('{{alertname}}')
    .textFormat('{{instance}} {{node}} {{namespace}} {{pod}}')
    .tagKeys('severity')
    .iconColor('red');
}

function shade({ name, expr, title, color }: Shade): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(PROMETHEUS)
    .expr(expr)
    .step('60s')
    .titleFormat(title)
    .iconColor(color);
}
