import { expect, test } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { failedShell, goneReason } from './ending.ts';

const place = { namespace: 'a', pod: 'web-0', container: "it's" };
const pod: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0' },
  spec: { containers: [{ name: "it's", image: 'example.com/web:1' }] },
  status: { containerStatuses: [{ name: "it's", state: { running: {} } }] },
};

test.each([
  'Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "5f": OCI runtime exec failed: exec failed: unable to start container process: exec: "/bin/sh": stat /bin/sh: no such file or directory: unknown',
  'Internal error occurred: Internal error occurred: error executing command in container: exec failed: unable to start container process: exec: "/bin/sh": executable file not found in $PATH',
])('knows an image without a shell: %s', (message) => {
  expect(failedShell(message, place, pod, 'linux')).toEqual({
    state: 'failed',
    reason: 'The image example.com/web:1 has no shell in it.',
    remedy: "kubectl debug -it web-0 -n a --image=busybox '--target=it'\\''s'",
  });
});

test('says what else the cluster said, without its layers and not at any length', () => {
  expect(failedShell('Internal error occurred: dial timeout', place, pod, 'linux')).toEqual({
    state: 'failed',
    reason: 'The shell could not be opened: dial timeout.',
  });
  const long = failedShell('x'.repeat(10_000), place, pod, 'linux');
  expect(JSON.stringify(long).length).toBeLessThan(500);
});

test('says what became of the pod', () => {
  expect(goneReason(place, null)).toBe('The pod web-0 is gone.');
  expect(goneReason(place, { ...pod, metadata: { name: 'web-0', deletionTimestamp: 'x' } })).toBe(
    'The pod web-0 is being deleted.',
  );
  expect(goneReason(place, { ...pod, status: { containerStatuses: [{ name: "it's", state: {} }] } })).toBe(
    "The container it's is not running.",
  );
  expect(goneReason(place, pod)).toBeUndefined();
});
