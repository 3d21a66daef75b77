import { expect, test } from 'vitest';
import { forwardableOf } from './forwardable.ts';
import { forwardRequestSchema } from './kept-forward.ts';

const request = { object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' }, port: 80 };

test('takes a Service or a pod, and a port of this machine', () => {
  expect(forwardRequestSchema.safeParse(request).success).toBe(true);
  expect(forwardRequestSchema.safeParse({ ...request, localPort: 8080 }).success).toBe(true);
});

test.each([
  { ...request, port: 0 },
  { ...request, port: 65_536 },
  { ...request, port: 80.5 },
  { ...request, localPort: -1 },
  { ...request, host: '0.0.0.0' },
  { ...request, object: { ...request.object, kind: 'Secret' } },
  { ...request, object: { ...request.object, name: 'a/../../secrets' } },
  { ...request, object: { ...request.object, name: '..' } },
  { ...request, object: { ...request.object, namespace: '' } },
  { ...request, object: { ...request.object, name: 'x'.repeat(254) } },
])('takes nothing else: %j', (input) => {
  expect(forwardRequestSchema.safeParse(input).success).toBe(false);
});

test('of other objects nothing is forwarded', () => {
  expect(forwardableOf({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' })).toBeUndefined();
  expect(
    forwardableOf({ apiVersion: 'serving.knative.dev/v1', kind: 'Service', namespace: 'shop', name: 'web' }),
  ).toBeUndefined();
  expect(forwardableOf({ apiVersion: 'v1', kind: 'Pod', name: 'web' })).toBeUndefined();
  expect(forwardableOf({ apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web-0' })).toMatchObject({
    kind: 'Pod',
  });
});
