import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { refOf } from '../../../shared/model/object.ts';
import type { Entry } from '../object/entry.ts';
import type { HelmRelease } from '../record/record-format.ts';
import { approvalOfRevision, approvalOfUninstall, excessOf } from './approval.ts';
import type { PreparedRevision, PreparedUninstall, Removal } from './prepared.ts';

const record = (version: number) =>
  ({ name: 'web', namespace: 'here', version, manifest: '', chart: {} }) as HelmRelease;
const set = (whenDeleted: string): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace: 'here' },
  spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted } },
});
const removalOf = (takesClaims: boolean): Removal => ({
  item: { ...refOf(set('')), revision: 2, policy: 'delete' },
  uid: 'u',
  path: '',
  listPath: '',
  ...(takesClaims ? { takesClaims } : {}),
});

describe('what a StatefulSet takes with it', () => {
  const excess = (made: string, takesClaims: boolean) => {
    const entry = { ref: refOf(set(made)), recorded: set(made), mode: 'apply', assessment: {} } as unknown as Entry;
    const approval = approvalOfRevision(
      'a',
      { previous: { good: record(1) }, prunes: [] } as never,
      [entry],
      record(2),
    );
    const { contents } = approvalOfRevision('a', { previous: {}, prunes: [] } as never, [], record(1));
    const back = {
      verb: 'rollback',
      content: contents[0],
      entries: [],
      prunes: [removalOf(takesClaims)],
      previous: {},
    };
    return excessOf(approval, back as unknown as PreparedRevision);
  };

  it('goes with it on the way back where it was made so, and not where somebody has made it so since', () => {
    expect(excess('Retain', false)).toBeUndefined();
    expect(excess('Delete', true)).toBeUndefined();
    expect(excess('Retain', true)).toBe('the deletion of StatefulSet/here/db');
  });

  it('is not approved with an uninstall that would have left it', () => {
    const shown = { removals: [removalOf(false)], deleteData: false } as unknown as PreparedUninstall;
    const found = (takesClaims: boolean) =>
      ({ verb: 'uninstall', deleteData: false, removals: [removalOf(takesClaims)] }) as unknown as PreparedUninstall;
    expect(excessOf(approvalOfUninstall('a', shown), found(false))).toBeUndefined();
    expect(excessOf(approvalOfUninstall('a', shown), found(true))).toBe('the deletion of StatefulSet/here/db');
  });
});
