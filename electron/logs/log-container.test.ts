import { expect, test } from 'vitest';
import { logMessageSchema } from '../../shared/model/log-line.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { containersOf } from './log-container.ts';

test.each([1e300, -1e300, 0.5, 'x', null])('an exit code of %s is told within the contract', (exitCode) => {
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { nodeName: 'n', containers: [{ name: 'main' }] },
    status: { containerStatuses: [{ name: 'main', restartCount: exitCode, state: { terminated: { exitCode } } }] },
  };
  const [container] = containersOf(pod);
  const message = { lines: [], notices: [], state: 'live', lastExit: container?.lastExit };
  expect(logMessageSchema.safeParse(message).error).toBeUndefined();
});
