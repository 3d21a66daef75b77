// The dashboards and rules of the newest version of the stack as they are shipped, and the expressions in them: for the tests.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { componentFolder, STACK } from '../scripts/stack/folders.mjs';

const targetSchema = z.object({ refId: z.string(), expr: z.string(), datasource: z.object({ uid: z.string() }) });
const panelSchema = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string(),
  description: z.string().optional(),
  datasource: z.object({ uid: z.string() }).optional(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(targetSchema).default([]),
  fieldConfig: z
    .object({
      defaults: z.object({ unit: z.string().optional() }),
      overrides: z.array(z.object({ properties: z.array(z.object({ id: z.string() })) })),
    })
    .optional(),
});
export type Panel = z.infer<typeof panelSchema>;

const dashboardSchema = z.object({
  uid: z.string(),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  timezone: z.string(),
  refresh: z.string(),
  time: z.object({ from: z.string(), to: z.string() }),
  templating: z.object({
    list: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        multi: z.boolean().optional(),
        includeAll: z.boolean().optional(),
        definition: z.string().optional(),
      }),
    ),
  }),
  annotations: z.object({ list: z.array(z.object({ expr: z.string() })) }),
  links: z.array(z.object({ type: z.string(), tags: z.array(z.string()) })),
  panels: z.array(panelSchema.extend({ panels: z.array(panelSchema).optional() })),
});

export interface PublishedDashboard extends z.infer<typeof dashboardSchema> {
  /** As it is written in the file. */
  readonly text: string;
  /** Its component and its name, such as `dashboards/gpu.json`. */
  readonly file: string;
}

/** An expression and where it stands, for a person. */
export interface Expression {
  readonly where: string;
  /** What Grafana would fill in is filled in. */
  readonly expr: string;
}

/** Every dashboard that is shipped. */
export function readDashboards(): readonly PublishedDashboard[] {
  return ['dashboards', 'dashboards-logs'].flatMap((component) =>
    list(component, '.json').map((file) => {
      const text = readFileSync(file, 'utf8');
      return { ...dashboardSchema.parse(JSON.parse(text)), text, file: `${component}/${basename(file)}` };
    }),
  );
}

/** Panels that show something, those of closed rows too. */
export function panelsOf(dashboard: PublishedDashboard): readonly Panel[] {
  return dashboard.panels.flatMap(({ panels, ...panel }) => (panel.type === 'row' ? (panels ?? []) : [panel]));
}

/** All PromQL of a dashboard: panels, alert marks, choices. */
export function promqlOf(dashboard: PublishedDashboard): readonly Expression[] {
  const choices = dashboard.templating.list.flatMap(({ name, definition }) => {
    const selector = definition?.match(/^label_values\((.+), \w+\)$/)?.[1];
    return selector === undefined ? [] : [{ where: `${dashboard.uid}: $${name}`, expr: selector }];
  });
  const marks = dashboard.annotations.list.map(({ expr }) => ({ where: `${dashboard.uid}: alert marks`, expr }));
  return [...queriesOf(dashboard, 'prometheus'), ...choices, ...marks].map(filledIn);
}

/** All LogQL of a dashboard. */
export function logqlOf(dashboard: PublishedDashboard): readonly Expression[] {
  return queriesOf(dashboard, 'loki').map(filledIn);
}

/** All PromQL of the rules. */
export function promqlOfRules(): readonly Expression[] {
  return readRules().map(({ alert, record, expr }) => ({ where: alert ?? record ?? '', expr }));
}

/** Rules, as far as these tests look at them. */
export function readRules() {
  const schema = z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            alert: z.string().optional(),
            record: z.string().optional(),
            expr: z.string(),
            annotations: z.object({ dashboard: z.string() }).optional(),
          }),
        ),
      }),
    ),
  });
  return list('rules', '.yaml')
    .filter((file) => basename(file) !== 'kustomization.yaml')
    .flatMap((file) => schema.parse(parse(readFileSync(file, 'utf8'))).groups)
    .flatMap(({ rules }) => rules);
}

function queriesOf(dashboard: PublishedDashboard, uid: string): readonly Expression[] {
  return panelsOf(dashboard).flatMap(({ title, targets }) =>
    targets
      .filter(({ datasource }) => datasource.uid === uid)
      .map(({ refId, expr }) => ({ where: `${dashboard.uid}: ${title}, ${refId}`, expr })),
  );
}

function filledIn({ where, expr }: Expression): Expression {
  return { where, expr: expr.replaceAll(/\$__(rate_interval|auto|interval|range)\b/g, '5m') };
}

/** Files of a component. */
function list(component: string, ending: string): readonly string[] {
  const folder = join(STACK, componentFolder(component));
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}
