import { expect, it } from 'vitest';
import { seenEdits } from './seen-edits.ts';

const ref = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'monitoring', name });

it('names each manager of each object once, and nobody where nobody manages a field', () => {
  const objects = [
    {
      ref: ref('web'),
      state: 'changed' as const,
      fields: [
        { path: 'data.a', manager: 'kubectl-edit' },
        { path: 'data.b', manager: 'argo' },
        { path: 'data.c', manager: 'kubectl-edit' },
        { path: 'data.d', wanted: '1' },
      ],
    },
    { ref: ref('api'), state: 'changed' as const, fields: [{ path: 'data.a', manager: 'kubectl-edit' }] },
    { ref: ref('gone'), state: 'missing' as const, fields: [] },
  ];
  expect(seenEdits({ release: 'odin', namespace: 'monitoring', revision: 1, objects })).toEqual([
    { ref: ref('web'), manager: 'kubectl-edit', fields: ['data.a', 'data.c'] },
    { ref: ref('web'), manager: 'argo', fields: ['data.b'] },
    { ref: ref('api'), manager: 'kubectl-edit', fields: ['data.a'] },
  ]);
});
