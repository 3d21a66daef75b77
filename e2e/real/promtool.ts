// promtool's word on the stack's scrape configuration, with the files that it names where the pod mounts them.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { KubeObject } from '../../shared/model/object.ts';
import { attempt, type Outcome } from '../cluster/run.ts';

/** ConfigMap → folder below /etc/prometheus. */
const MOUNTED = { 'prometheus-config': '.', 'prometheus-rules': 'rules', 'prometheus-scrape': 'scrape' } as const;

/** What `promtool check config` says; undefined where it is not in the PATH (the cluster that this project builds brings it). */
export async function checkConfig(objects: readonly KubeObject[]): Promise<Outcome | undefined> {
  if ((await attempt('promtool', ['--version']).catch(() => undefined)) === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'odin-promtool-'));
  const account = join(folder, 'account');
  try {
    const mounted = Object.entries(MOUNTED).flatMap(([name, place]) =>
      Object.entries(dataOf(objects, name)).map(([file, text]) => [join(place, file), text] as const),
    );
    for (const [file, text] of [...mounted, ['account/ca.crt', ''] as const, ['account/token', ''] as const]) {
      await mkdir(join(folder, dirname(file)), { recursive: true });
      await writeFile(join(folder, file), text.replaceAll('/var/run/secrets/kubernetes.io/serviceaccount', account));
    }
    return await attempt('promtool', ['check', 'config', '--lint=all', join(folder, 'prometheus.yml')]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function dataOf(objects: readonly KubeObject[], name: string): Readonly<Record<string, string>> {
  const configMap = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
  return z.record(z.string(), z.string()).parse(configMap?.data ?? {});
}
