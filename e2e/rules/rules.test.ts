// The stack's rules by Prometheus' own judgement, and that nothing of them is left untested.
import { copyFile, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cluster/run.ts';
import {
  type Alert,
  generatedFiles,
  RULES,
  type Rule,
  readRules,
  readTests,
  ruleFiles,
  testFiles,
} from './rule-files.ts';

const rules = readRules();
const tests = readTests();
const isAlert = (rule: Rule): rule is Alert => 'alert' in rule;
const alerts = rules.filter(isAlert);

// promtool finds rules beside their test alone, and the newest version's are in a folder that changes its name.
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odin-rules-'));
  await symlink(RULES, join(folder, 'rules'));
});
afterAll(() => rm(folder, { recursive: true }));

it.each(ruleFiles.map((path) => [basename(path), path]))('promtool finds nothing to say about %s', async (_, path) => {
  expect(await run('promtool', ['check', 'rules', '--lint=all', '--lint-fatal', path])).toContain('SUCCESS');
});

it.each(testFiles.map((path) => [basename(path), path]))('promtool passes %s', async (_, path) => {
  const test = join(folder, basename(path));
  await copyFile(path, test);
  await run('promtool', ['test', 'rules', test]);
});

it('is all in the ConfigMap', () => {
  expect([...generatedFiles()].sort()).toEqual(ruleFiles);
});

it('gives each alert and each recorded quantity a name of its own', () => {
  const names = rules.map((rule) => (isAlert(rule) ? rule.alert : rule.record));
  expect(names).toEqual([...new Set(names)]);
});

describe.each(alerts.map((rule) => [rule.alert, rule] as const))('%s', (alert, rule) => {
  const checks = tests.flatMap((test) => test.alert_rule_test.filter(({ alertname }) => alertname === alert));

  it('is seen to stay quiet, to fire and to resolve', () => {
    const steps = checks.map(({ exp_alerts }) => exp_alerts.length > 0);
    expect(steps.join(' ')).toContain('false true false');
  });

  it('names the thing that it is about', () => {
    expect(rule.annotations.summary + rule.annotations.description).toMatch(/\{\{ \$labels\./);
    expect(rule.annotations.action).toMatch(/`|Prometheus' page|dashboard|ODIN/);
  });
});

it.each(rules.flatMap((rule) => (isAlert(rule) ? [] : [rule.record])))('a test expects values of %s', (record) => {
  const checks = tests.flatMap(({ promql_expr_test }) => promql_expr_test);
  const asked = checks.filter(({ expr, exp_samples }) => expr.includes(record) && exp_samples.length > 0);
  expect(asked.length).toBeGreaterThan(0);
});
