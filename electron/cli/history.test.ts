import { expect, it } from 'vitest';
import type { Revision } from '../../shared/model/revision.ts';
import { historyText } from './history.ts';
import { layOut } from './table.ts';
import { plain } from './tone.ts';

const NOON = new Date(2026, 4, 28, 12, 0).getTime();
const revision = (number: number, rest: Partial<Revision> = {}): Revision => ({
  revision: number,
  version: '1.0.0',
  status: 'superseded',
  deployedAt: NOON,
  description: 'Upgrade complete',
  ...rest,
});

it('says how long a change took, and nothing where that is not known', () => {
  const revisions = [revision(3, { tookSeconds: 0.2 }), revision(2, { tookSeconds: 247 }), revision(1)];
  expect(layOut(historyText(revisions, NOON)).map(plain)).toEqual([
    'REVISION   DEPLOYED   TOOK   STATUS       VERSION   DESCRIPTION',
    '3          12:00      0s     superseded   1.0.0     Upgrade complete',
    '2          12:00      4m     superseded   1.0.0     Upgrade complete',
    '1          12:00             superseded   1.0.0     Upgrade complete',
  ]);
});

it('says that there is no release', () => {
  expect(historyText([], NOON)).toEqual(['There is no such release.']);
});
