// A sleeping GPU in the dashboards as they are shipped: a state with a colour of its own, and no value from before it.
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readDashboards } from './published.testkit.ts';

const mappingSchema = z.object({
  type: z.string(),
  options: z.record(z.string(), z.unknown()),
});
const panelSchema = z.object({
  type: z.string(),
  title: z.string().default(''),
  targets: z.array(z.object({ expr: z.string(), legendFormat: z.string().optional() })).default([]),
  fieldConfig: z.object({ defaults: z.object({ mappings: z.array(mappingSchema).default([]) }) }).optional(),
  options: z.object({ reduceOptions: z.object({ calcs: z.array(z.string()) }).optional() }).optional(),
});
const dashboardSchema = z.object({
  annotations: z.object({
    list: z.array(z.object({ name: z.string(), expr: z.string(), iconColor: z.string() })),
  }),
  panels: z.array(panelSchema.extend({ panels: z.array(panelSchema).default([]) })),
});

const read = (wanted: string) =>
  dashboardSchema.parse(JSON.parse(readDashboards().find(({ uid }) => uid === wanted)?.text ?? '{}'));
const gpu = read('odin-gpu');
const panels = gpu.panels.flatMap((panel) => [panel, ...panel.panels]);
const panel = (title: string) => panels.find((one) => one.title === title);

it('calls each GPU by model, node and number, and none by its UUID', () => {
  const legends = panels.flatMap(({ targets }) => targets);
  const ofGpus = legends.filter(({ expr, legendFormat }) => legendFormat !== undefined && /gpu=~/.test(expr));
  expect(ofGpus.length).toBeGreaterThan(20);
  for (const { expr, legendFormat } of ofGpus) {
    for (const label of ['{{name}}', '{{instance}}', '{{gpu}}']) expect.soft(legendFormat, expr).toContain(label);
    expect.soft(legendFormat, expr).not.toContain('uuid');
  }
});

it.each(['Utilisation', 'Memory in use', 'Temperature', 'Power', 'Fan'])(
  'says "asleep" in place of a last %s',
  (title) => {
    const shown = panels.find((one) => one.title === title && one.type === 'stat');
    expect(shown?.options?.reduceOptions?.calcs).toEqual(['last']);
    expect(shown?.targets[0]?.expr).toMatch(/odin:gpu_asleep:bool.* \* NaN/);
    expect(shown?.fieldConfig?.defaults.mappings).toMatchObject([
      { type: 'special', options: { match: 'nan', result: { text: 'asleep' } } },
    ]);
  },
);

it('shades the time that a GPU sleeps, and has no red for it', () => {
  const shade = gpu.annotations.list.find(({ name }) => name === 'Asleep');
  expect(shade?.expr).toContain('odin:gpu_asleep:bool');
  const asleep = [
    shade?.iconColor,
    ...panels.flatMap(({ fieldConfig }) =>
      [...JSON.stringify(fieldConfig ?? {}).matchAll(/"text":"(?:asleep|left alone)","color":"([^"]+)"/g)].map(
        ([, color]) => color,
      ),
    ),
  ];
  expect(asleep.length).toBeGreaterThan(8);
  for (const color of asleep) expect(color).toMatch(/purple/);
});

it.each(['Asleep or awake', 'Slowed down'])('has no gap in "%s" while a GPU sleeps', (title) => {
  const targets = panel(title)?.targets ?? [];
  expect(targets.length).toBeGreaterThan(0);
  for (const { expr } of targets) expect(expr).toContain('odin:gpu_asleep:bool');
});

it('keeps a sleeping GPU in the lists of GPUs', () => {
  for (const uid of ['odin-gpu', 'odin-overview']) {
    const list = read(uid)
      .panels.flatMap((one) => [one, ...one.panels])
      .find(({ title, type }) => title === 'GPUs' && type === 'table');
    expect(list?.targets.map(({ expr }) => expr).join(), uid).toContain('odin:gpu_asleep:bool');
  }
});
