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
  [
    'failed to create typed patch object (ns/a; /v1, Kind=Secret): errors:\n  .stringData.pw: expected string, got &value.valueUnstructured{Value:12345678}\n  .stringData.q: expected string, got &value.valueUnstructured{Value:true}\n  .stringData.r: expected string, got &value.valueUnstructured{Value:1.5e+07}',
    '.stringData.pw: expected string, got a number: put it in quotes if it is text; .stringData.q: expected string, got true or false: put it in quotes if it is text; .stringData.r: expected string, got a number: put it in quotes if it is text.',
  ],
  [
    'failed to create typed patch object (ns/a; /v1, Kind=Secret): errors:\n  .stringData.pw: expected string, got &value.valueUnstructured{Value:map[string]interface {}{"hidden":[]interface {}{"x}secret\\n"}}}\n  .stringData.r: expected string, got &value.valueUnstructured{Value:[]interface {}{"hush"}}',
    '.stringData.pw: expected string, got a map; .stringData.r: expected string, got a list.',
  ],
  [
    'failed to create typed patch object (ns/a; /v1, Kind=Secret): .stringData: expected map, got &{hush}\n  hush}}',
    '.stringData: expected map, got another type.',
  ],
  [
    'failed to create typed patch object (ns/a; /v1, Kind=Secret): .stringData: expected map, got &{[hush]}',
    '.stringData: expected map, got a list.',
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
