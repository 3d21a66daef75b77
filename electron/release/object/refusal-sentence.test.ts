// Messages as Kubernetes 1.36.3 sends them.
import { expect, it } from 'vitest';
import { isAboutObject, refusalSentence } from './refusal-sentence.ts';

it.each([
  [
    'failed to create typed patch object (ns/a; /v1, Kind=ConfigMap): .spec: field not declared in schema',
    'unknown field "spec".',
  ],
  [
    'failed to create typed patch object (ns/a; apps/v1, Kind=Deployment): errors:\n  .spec.replicaz: field not declared in schema\n  .spec.replicas: expected numeric (int or float), got string',
    'unknown field "spec.replicaz"; .spec.replicas: expected numeric (int or float), got string.',
  ],
  [
    'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replicaz"',
    'unknown field "spec.replicaz".',
  ],
  ['Service "web" is invalid: spec.ports: Required value', 'spec.ports: Required value.'],
  [
    'pods "a" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0',
    'pods "a" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0.',
  ],
])('%s', (message, sentence) => {
  expect(refusalSentence(message)).toBe(sentence);
});

it('knows a 500 that no repeat would mend', () => {
  expect(isAboutObject('failed to create typed patch object (a): .b: field not declared in schema')).toBe(true);
  expect(isAboutObject('Internal error occurred: failed calling webhook "x"')).toBe(true);
  expect(isAboutObject('etcdserver: request is too large')).toBe(true);
  expect(isAboutObject('etcdserver: request timed out')).toBe(false);
});
