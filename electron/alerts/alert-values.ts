// The values that alerts have now: Prometheus knows them, and not Alertmanager. Pure.
import type { Alert } from '../../shared/model/alert.ts';
import type { AlertValue } from '../../shared/model/alert-value.ts';
import type { AlertingRule, PrometheusAlert } from '../metrics/answers.ts';
import type { Texts } from './alert-of.ts';
import { ruleOf } from './alert-rule.ts';
import { comparisonIn } from './threshold.ts';

/**
 * One for each alert whose rule compares a quantity with a number; the value of any other says nothing to a person.
 *
 * @param alerts those that are shown: Alertmanager's may have more labels than Prometheus', which adds some as it sends
 */
export function alertValues(
  alerts: readonly Alert[],
  told: readonly PrometheusAlert[],
  rules: readonly AlertingRule[],
): AlertValue[] {
  const firing = told.filter(({ state }) => state === 'firing');
  return alerts.flatMap(({ fingerprint, labels }) => {
    const value = numberOf(firing.find((one) => isAmong(one.labels, labels))?.value);
    const rule = ruleOf(rules, labels);
    const unit = rule === undefined ? undefined : comparisonIn(rule.query)?.unit;
    return value === undefined || unit === undefined ? [] : [{ fingerprint, value, unit }];
  });
}

/** Undefined for what no person reads as one: `NaN`, `+Inf`. */
function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function isAmong(few: Texts, all: Texts): boolean {
  return Object.entries(few).every(([name, value]) => all[name] === value);
}
