// The rules of the newest version of the stack, and the tests of them, as parsed YAML.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { componentFolder, STACK } from '../../scripts/stack/folders.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** The folder of the rules, which the tests call `rules`. */
export const RULES = join(STACK, componentFolder('rules'));

const ruleSchema = z.union([
  z.strictObject({ record: z.string(), expr: z.string() }),
  z.strictObject({
    alert: z.string(),
    expr: z.string(),
    for: z.string().optional(),
    labels: z.strictObject({ severity: z.enum(['critical', 'warning', 'info']) }),
    annotations: z.strictObject({
      summary: z.string(),
      description: z.string(),
      /** What to do, with commands. */
      action: z.string(),
      /** The uid of the dashboard that shows more. */
      dashboard: z.string(),
    }),
  }),
]);
export type Rule = z.infer<typeof ruleSchema>;
export type Alert = Extract<Rule, { alert: string }>;

const ruleFileSchema = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(ruleSchema) })) });

const testFileSchema = z.object({
  tests: z.array(
    z.object({
      name: z.string(),
      alert_rule_test: z.array(z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) })).default([]),
      promql_expr_test: z.array(z.object({ expr: z.string(), exp_samples: z.array(z.unknown()) })).default([]),
    }),
  ),
});
export type RuleTest = z.infer<typeof testFileSchema>['tests'][number];

/** Paths of the files that Prometheus reads. */
export const ruleFiles = list(RULES, (name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');

/** Paths of the files that `promtool test rules` reads. */
export const testFiles = list(HERE, (name) => name.endsWith('.test.yaml'));

/** The ConfigMap's list of files, as kustomize reads it. */
export function generatedFiles(): readonly string[] {
  const schema = z.object({ configMapGenerator: z.tuple([z.object({ files: z.array(z.string()) })]) });
  const [{ files }] = schema.parse(read(join(RULES, 'kustomization.yaml'))).configMapGenerator;
  return files.map((name) => join(RULES, name));
}

/** Every rule, in the files' order. A rule that lacks what house style wants is refused here. */
export function readRules(): readonly Rule[] {
  return ruleFiles.flatMap((path) => ruleFileSchema.parse(read(path)).groups.flatMap(({ rules }) => rules));
}

/** Every test of a rule. */
export function readTests(): readonly RuleTest[] {
  return testFiles.flatMap((path) => testFileSchema.parse(read(path)).tests);
}

function list(folder: string, isWanted: (name: string) => boolean): readonly string[] {
  return readdirSync(folder)
    .filter(isWanted)
    .sort()
    .map((name) => join(folder, name));
}

function read(path: string): unknown {
  return parse(readFileSync(path, 'utf8'));
}
