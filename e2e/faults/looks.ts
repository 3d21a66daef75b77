// The looks of the two healthy states when nothing went wrong.
import type { Ground } from './ground.ts';
import type { Looks } from './judge.ts';
import { Lane } from './lane.ts';
import { scenariosOf } from './scenarios.ts';

export async function learnLooks(ground: Ground): Promise<Looks> {
  const upgrade = scenariosOf(ground.subject).find(({ name }) => name === 'upgrade');
  if (upgrade === undefined) throw new Error('There is no upgrade.');
  const lane = await Lane.open(ground);
  await lane.ready(upgrade, 1);
  const a = lane.truth.objects;
  await lane.ready(upgrade, 2);
  const b = lane.truth.objects;
  await lane.close();
  return { a, b };
}
