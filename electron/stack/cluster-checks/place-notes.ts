// The sentence of a plan on whose machine it installs.
import type { ClusterPlace } from '../../../shared/model/cluster-place.ts';

/** None where that is this computer, or where it cannot be told. */
export function placeNotes(place: ClusterPlace | undefined): readonly string[] {
  return place?.where === 'elsewhere' || place?.where === 'behind'
    ? [`This installs on another machine than this one: ${place.sentence} What is measured is that one, and its GPUs.`]
    : [];
}
