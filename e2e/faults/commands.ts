// The scenarios as a person types them, on folders of manifests.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lane } from './lane.ts';
import type { Scenario } from './scenarios.ts';
import { other, type State } from './subject.ts';
import { objectsOf, WEB } from './web.ts';

/** Folders of a lane: one for each state's manifests, and a home for `odin`. */
export interface Folders {
  readonly home: string;
  readonly states: Readonly<Record<State, string>>;
}

export async function writeFolders(namespace: string): Promise<Folders> {
  const home = await mkdtemp(join(tmpdir(), 'odin-killed-'));
  const write = async (state: State): Promise<string> => {
    const folder = join(home, state);
    await mkdir(folder);
    for (const object of objectsOf(state, namespace)) {
      const name = `${object.kind}-${object.metadata.name}.yaml`.toLowerCase();
      await writeFile(join(folder, name), JSON.stringify(object)); // JSON is YAML
    }
    return folder;
  };
  return { home, states: { a: await write('a'), b: await write('b') } };
}

/** The command line of a scenario in what a lane has now. */
export function commandOf(
  scenario: Scenario,
  { live, namespace, truth }: Lane,
  { states }: Folders,
): readonly string[] {
  const where = ['--namespace', namespace, '--yes'];
  const want = scenario.want(live, namespace, truth);
  if (want?.verb === 'uninstall') return ['uninstall', WEB.release, ...where];
  if (want?.verb === 'rollback') return ['rollback', WEB.release, `${want.revision}`, ...where];
  if (live === 'none') return ['install', WEB.release, '--from', states.a, ...where];
  return ['upgrade', WEB.release, '--from', states[other(live)], ...where];
}

/** What a person types after a crash: back, or on. */
export function recoverCommand(namespace: string, way: 'undo' | 'finish'): readonly string[] {
  const where = ['--namespace', namespace, '--yes'];
  return ['recover', WEB.release, ...where, ...(way === 'finish' ? ['--finish'] : [])];
}
