// A plan says on whose machine it installs where that is another one, and nothing where it is this computer.
import { expect, it } from 'vitest';
import { whereaboutsSchema } from '../../../shared/model/cluster-place.ts';
import { placeNotes } from './place-notes.ts';

it.each(whereaboutsSchema.options)('%s', (where) => {
  const notes = placeNotes({ where, sentence: 'K3s on lab-1, not on this machine.' });
  const said = expect.stringMatching(/^This installs on another machine than this one: K3s on lab-1, not on .*GPUs\.$/);
  expect(notes).toEqual(where === 'elsewhere' || where === 'behind' ? [said] : []);
});

it('says nothing where no cluster was asked', () => expect(placeNotes(undefined)).toEqual([]));
