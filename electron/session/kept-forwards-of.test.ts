import { expect, test } from 'vitest';
import { betterDoor } from './kept-forwards-of.ts';

test('what has a gateway of its own is left to it, by whichever of its names', () => {
  for (const name of ['grafana', 'grafana-7c9d8b6f5-qx2lp', 'prometheus', 'prometheus-0', 'prometheus-headless']) {
    expect(betterDoor({ namespace: 'monitoring', name }), name).toMatch(
      /^(Grafana|Prometheus) has an address of its own/,
    );
  }
});

test('all else may be forwarded', () => {
  expect(betterDoor({ namespace: 'shop', name: 'grafana' })).toBeUndefined();
  for (const name of ['alertmanager', 'loki-0', 'prometheus-node-exporter', 'grafana-alloy']) {
    expect(betterDoor({ namespace: 'monitoring', name }), name).toBeUndefined();
  }
});
