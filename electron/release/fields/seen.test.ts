import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SeenEdit } from '../../../shared/model/drift.ts';
import { isSeen } from './seen.ts';

const name = fc.constantFrom('web', 'api');
const manager = fc.constantFrom('odin-control-panel-edit', 'kubectl-edit', 'argo');
const field = fc.constantFrom('spec.replicas', 'data.a', 'data["a.b"]');
const refOf = (of: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'monitoring', name: of });
const edit = fc
  .record({ name, manager, fields: fc.array(field, { maxLength: 3 }) })
  .map(({ name: of, ...rest }): SeenEdit => ({ ref: refOf(of), ...rest }));

it('holds where each field that is taken was shown with this manager, on this object', () => {
  fc.assert(
    fc.property(
      fc.array(edit, { maxLength: 6 }),
      name,
      fc.array(fc.record({ manager, field }), { maxLength: 4 }),
      (seen, of, taken) => {
        const shown = new Set(
          seen.flatMap((one) => one.fields.map((path) => [one.ref.name, one.manager, path].join(' '))),
        );
        const all = taken.every((one) => shown.has([of, one.manager, one.field].join(' ')));
        expect(isSeen(seen, refOf(of), taken)).toBe(all);
      },
    ),
  );
});
