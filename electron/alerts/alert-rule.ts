// Alerting rules as Prometheus has loaded them: what they say of an alert, and whether they are ODIN's own. Pure.
import type { AlertingRule } from '../metrics/answers.ts';
import type { Texts } from './alert-of.ts';

/** The groups of the stack's rules are named so. */
const OWN_GROUP = /^odin-alerts-/;

/** The rule that made an alert with these labels: by its name, and by the labels that it adds. */
export function ruleOf(rules: readonly AlertingRule[], labels: Texts): AlertingRule | undefined {
  return rules.find(
    (rule) =>
      rule.name === labels.alertname && Object.entries(rule.labels).every(([name, value]) => labels[name] === value),
  );
}

/** Whether it came with the stack. */
export function isOwn({ group }: AlertingRule): boolean {
  return OWN_GROUP.test(group);
}

/** The rule's sentence with the labels filled in; nothing where its template asks for more than labels. */
export function summaryFor(rule: AlertingRule | undefined, labels: Texts): Texts {
  const summary = rule?.annotations.summary?.replace(/\{\{\s*\$labels\.(\w+)\s*\}\}/g, (_, name) => labels[name] ?? '');
  return summary === undefined || summary.includes('{{') ? {} : { summary };
}
