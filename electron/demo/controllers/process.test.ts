import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readComponents } from '../../stack/manifests/component-folders.ts';
import { kustomize } from '../../stack/manifests/kustomize.ts';
import { listVersions } from '../../stack/manifests/versions.ts';
import { type JsonObject, listAt } from '../store/json.ts';
import { imageOf, processOf } from './process.ts';

const ports = [{ containerPort: 53, protocol: 'UDP' }, { containerPort: 8080 }];

it.each<[string, JsonObject, object]>([
  ['its image alone', { image: 'example.test/new:1' }, { httpPort: 8080 }],
  ['arguments', { image: 'example.test/new:1', args: ['-config.file=/etc/new.yml'] }, { httpPort: 8080 }],
  ['a program', { image: 'example.test/new:1', command: ['/usr/bin/new', 'serve'] }, { httpPort: 8080 }],
])('serves its first TCP port, and says so, for what it does not know: %s', (_what, container, expected) => {
  expect(processOf({ ...container, ports })).toEqual({ lines: [expect.stringContaining(':8080')], ...expected });
  expect(processOf(container)).toEqual({ lines: [] });
});

it.each<[readonly string[], object]>([
  [['sleep', '1000'], { lines: [], exit: { code: 0, afterMs: 1_000_000 } }],
  [['sleep', 'infinity'], { lines: [] }],
  [['echo', 'done'], { lines: ['done'], exit: { code: 0, afterMs: 0 } }],
  [['sh', '-c', 'echo up; exec httpd -f -p 80'], { lines: ['up'], httpPort: 80 }],
  [['sh', '-c', 'server --port 80'], { lines: [] }],
  [['/bin/busybox', 'cp', '/bin/busybox', '/tools/busybox'], { lines: [], exit: { code: 0, afterMs: 0 } }],
])('does %j as a shell does, whatever port is declared', (command, expected) => {
  expect(processOf({ image: 'busybox:1', command: [...command], ports })).toEqual(expected);
});

it('keeps every program of the stack running, each on the port that it declares', async () => {
  const assets = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
  const [newest] = await listVersions(assets);
  const components = await readComponents(join(assets, newest));
  const objects = (await Promise.all(components.map(({ directory }) => kustomize(directory)))).flat();
  const containers = objects.flatMap((object) => listAt(object as JsonObject, 'spec.template.spec.containers'));
  expect(containers.length).toBeGreaterThan(8);
  for (const container of containers as readonly JsonObject[]) {
    const { lines, exit, httpPort } = processOf(container);
    const isServer = listAt(container, 'ports').length > 0;
    expect(exit, String(container.name)).toBeUndefined();
    expect(httpPort === undefined, String(container.name)).toBe(!isServer);
    if (isServer) expect(lines.length, String(container.name)).toBeGreaterThan(0);
    expect(imageOf(String(container.image)).pullMs).toBeGreaterThan(0);
  }
});
