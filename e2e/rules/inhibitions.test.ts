// Inhibitions of one alert by another: each is of a name that the rules have, and both sides carry the labels that must be
// equal, as promtool saw them. Two labels that are missing on both sides would be equal, and quieten everything.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { componentFolder, STACK } from '../../scripts/stack/folders.mjs';
import { testFiles } from './rule-files.ts';

const CONFIG = join(STACK, componentFolder('alertmanager'), 'alertmanager.yml');
/** By name first; what else narrows a target down has to be a label of it. */
const matchersSchema = z
  .tuple([z.string().regex(/^alertname=~?"[\w|]+"$/, 'by name')])
  .rest(z.string().regex(/^\w+=~".+"$/));
const configSchema = z.object({
  inhibit_rules: z
    .array(
      z.strictObject({
        source_matchers: matchersSchema,
        target_matchers: matchersSchema,
        equal: z.array(z.string()).min(1),
      }),
    )
    .min(1),
});
const casesSchema = z.object({
  tests: z.array(
    z.object({
      alert_rule_test: z
        .array(
          z.object({
            alertname: z.string(),
            exp_alerts: z.array(z.object({ exp_labels: z.record(z.string(), z.unknown()).default({}) })).default([]),
          }),
        )
        .default([]),
    }),
  ),
});

const fired = testFiles.flatMap((file) =>
  casesSchema
    .parse(parse(readFileSync(file, 'utf8')))
    .tests.flatMap(({ alert_rule_test: cases }) =>
      cases.flatMap(({ alertname, exp_alerts: alerts }) =>
        alerts.map(({ exp_labels: labels }) => ({ alertname, labels: Object.keys(labels) })),
      ),
    ),
);
const namesIn = ([matcher = '']: readonly string[]) => matcher.replace(/^[^"]*"|"$/g, '').split('|');
const labelsIn = ([, ...matchers]: readonly string[]) => matchers.map((matcher) => matcher.split('=')[0] ?? '');

it.each(configSchema.parse(parse(readFileSync(CONFIG, 'utf8'))).inhibit_rules)(
  '$source_matchers quietens $target_matchers',
  ({ source_matchers: source, target_matchers: target, equal }) => {
    for (const matchers of [source, target]) {
      for (const name of namesIn(matchers)) {
        const seen = fired.filter(({ alertname }) => alertname === name);
        expect(seen.length, name).toBeGreaterThan(0);
        const needed = [...equal, ...labelsIn(matchers)];
        for (const { labels } of seen) expect(labels, name).toEqual(expect.arrayContaining(needed));
      }
    }
  },
);
