import { describe, expect, it } from 'vitest';
import type { Component } from '../manifests/component-folders.ts';
import { select } from './selection.ts';

const USUAL = ['namespace', 'prometheus', 'rules', 'grafana', 'nvidia-gpu-exporter'];
const OPTIONAL = ['dcgm-exporter', 'loki', 'alloy', 'dashboards-logs', 'ingress'];
const component = (name: string): Component => ({ name, directory: name, isDefault: USUAL.includes(name) });
const all = [...USUAL, ...OPTIONAL].map(component);
const chosen = (...names: readonly string[]) => select(all, new Set(names)).map(({ name }) => name);

describe('select', () => {
  it('takes the defaults without a choice', () => {
    expect(select(all, undefined).map(({ name }) => name)).toEqual(USUAL);
  });

  it('keeps the order of the components, and the namespace', () => {
    expect(chosen()).toEqual(['namespace']);
    expect(chosen('grafana', 'prometheus')).toEqual(['namespace', 'prometheus', 'grafana']);
    expect(chosen('dashboards-logs', 'alloy', 'loki')).toEqual(['namespace', 'loki', 'alloy', 'dashboards-logs']);
  });

  it('asks of a version only what it has', () => {
    const old = all.filter(({ name }) => name !== 'dashboards-logs');
    expect(select(old, new Set(['loki', 'alloy']))).toHaveLength(3);
  });

  it.each([
    [['graphana'], 'The stack has no component graphana; choose among namespace, prometheus, '],
    [['rules'], 'rules does nothing without prometheus: choose both or neither.'],
    [['ingress', 'prometheus'], 'ingress does nothing without grafana: choose both or neither.'],
    [['loki'], 'loki without alloy and dashboards-logs is half of it: choose all or none.'],
    [['nvidia-gpu-exporter', 'dcgm-exporter'], 'nvidia-gpu-exporter and dcgm-exporter would ask the same GPU twice'],
  ])('refuses %s in a sentence', (names, sentence) => {
    expect(() => chosen(...names)).toThrow(expect.objectContaining({ code: 'badInput' }));
    expect(() => chosen(...names)).toThrow(sentence);
  });
});
