import { expect, test } from 'vitest';
import type { ObjectEvent } from '../../shared/model/inspection.ts';
import { eventsText } from './events.ts';
import { layOut } from './table.ts';
import { plain } from './tone.ts';

const pulled: ObjectEvent = {
  id: 'a',
  type: 'Normal',
  reason: 'Pulled',
  message: 'Container image is there',
  count: 1,
  firstAt: 0,
  lastAt: 0,
  source: 'kubelet',
  object: { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'grafana-0' },
};
const failed: ObjectEvent = {
  ...pulled,
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off',
  count: 7,
  lastAt: 590_000,
};

test('the newest first, with how often; who said so where there is room', () => {
  expect(layOut(eventsText([failed, pulled], 600_000)).map(plain)).toEqual([
    'LAST   TYPE      REASON    ABOUT           MESSAGE',
    '10s    Warning   BackOff   Pod/grafana-0   Back-off (7 times)',
    '10m    Normal    Pulled    Pod/grafana-0   Container image is there',
  ]);
  const wide = layOut(eventsText([failed], 600_000), { isWide: true }).map(plain);
  expect(wide[1]).toBe('10s    10m     Warning   BackOff   Pod/grafana-0   kubelet   Back-off (7 times)');
});

test('says that nothing was', () => {
  expect(eventsText([], 0)).toEqual(['Nothing was reported lately.']);
});
