import { expect, it } from 'vitest';
import { isOwn, ruleOf, summaryFor } from './alert-rule.ts';

const rule = (name: string, severity: string, summary: string, group = 'odin-alerts-node') => ({
  name,
  group,
  query: 'up == 0',
  labels: { severity },
  annotations: { summary },
});

it('of two rules of one name the one whose labels the alert has is its own', () => {
  const rules = [rule('Disk', 'warning', 'nearly'), rule('Disk', 'critical', 'full')];
  expect(ruleOf(rules, { alertname: 'Disk', severity: 'critical' })).toBe(rules[1]);
  expect(ruleOf(rules, { alertname: 'Disk' })).toBeUndefined();
  expect(ruleOf(rules, { alertname: 'Other', severity: 'critical' })).toBeUndefined();
});

it('labels are filled in, as they are; a label that is not there is nothing', () => {
  const labels = { instance: '$& {{ $labels.gpu }}' };
  expect(summaryFor(rule('A', '', '{{ $labels.instance }} is{{$labels.none}} hot'), { instance: 'blade' })).toEqual({
    summary: 'blade is hot',
  });
  expect(summaryFor(rule('A', '', 'Of {{ $labels.instance }}'), labels)).toEqual({});
});

it('a template that asks for more than labels says nothing, nor does a rule that is not known', () => {
  expect(summaryFor(rule('A', '', '{{ $value | humanize }} of it'), {})).toEqual({});
  expect(summaryFor(undefined, {})).toEqual({});
});

it('rules of the stack stand in groups of its name', () => {
  expect(isOwn(rule('A', '', ''))).toBe(true);
  expect(isOwn(rule('A', '', '', 'kubernetes-apps'))).toBe(false);
});
