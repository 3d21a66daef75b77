import { expect, it } from 'vitest';
import { imagePullMessage, imagePullPatienceSeconds } from './image-pull.ts';

it.each([
  ['failed to resolve reference "docker.io/x:1": docker.io/x:1: not found', 0],
  ['pull access denied, repository does not exist or may require authorization', 0],
  ['failed to do request: Head "https://ghcr.io/v2/": dial tcp: lookup ghcr.io: no such host', 60],
  ['dial tcp 10.0.0.1:443: i/o timeout', 60],
  ['unexpected status from HEAD request: 503 Service Unavailable', 60],
  ['toomanyrequests: You have reached your pull rate limit', 60],
])('%s is waited for %i s', (message, seconds) => {
  expect(imagePullPatienceSeconds(message)).toBe(seconds);
});

it("keeps the registry's words", () => {
  expect(imagePullMessage('Back-off pulling image "a:1": ErrImagePull: a:1: not found')).toBe('a:1: not found');
});
