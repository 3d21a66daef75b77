// A Helm chart of given objects, in a folder that goes afterwards.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';

const folders: string[] = [];

/** Removes the charts when a file's tests are over. */
export function removeChartsAfterwards(): void {
  afterAll(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));
}

/** Its folder. Templates are the objects as they are: whatever looks like a template in them would be taken for one. */
export async function chartOf(name: string, version: string, objects: readonly KubeObject[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'odin-chart-'));
  folders.push(folder);
  await mkdir(join(folder, 'templates'));
  const chart = { apiVersion: 'v2', name, version, appVersion: version };
  await writeFile(join(folder, 'Chart.yaml'), JSON.stringify(chart));
  const templates = objects.map((object) => `---\n${JSON.stringify(object, null, 2)}\n`).join('');
  await writeFile(join(folder, 'templates', 'all.yaml'), templates);
  return folder;
}
