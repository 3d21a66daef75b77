import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plantTree } from '../../node-files/planted-tree.testkit.ts';
import { keepsRuntimes, modeIn, runtimesIn } from './containerd-config.ts';
import { readHost } from './host.ts';
import { CONFIG, CONFIG_WITHOUT, CONTAINERD, EFI_SECURE_BOOT, LAPTOP, secureBoot } from './node-tree.testkit.ts';

function hostOf(tree: Parameters<typeof plantTree>[0]) {
  const { root, remove } = plantTree(tree);
  try {
    return readHost(root);
  } finally {
    remove();
  }
}

test('a laptop is read', () => {
  const host = hostOf(LAPTOP);
  expect(host).toMatchObject({
    gpus: { value: ['0000:01:00.0'] },
    driver: { value: '595.71.05' },
    library: { value: '595.71.05' },
    hasNouveau: { value: false },
    moduleFile: { value: '/lib/modules/6.14.0-37-generic/updates/dkms/nvidia.ko.zst' },
    secureBoot: { value: true },
    devices: { value: ['nvidia-uvm', 'nvidia0', 'nvidiactl'] },
    wslLibrary: { value: null },
    toolkits: { value: [{ path: '/usr/bin/nvidia-container-runtime' }] },
    toolkitMode: { value: 'auto' },
    containerd: { value: { runtimes: { runc: '', nvidia: '/usr/bin/nvidia-container-runtime' } } },
    templates: { value: [] },
  });
});

test('an empty machine has nothing of it, and that is known', () => {
  const host = hostOf({});
  expect(Object.values(host).map((fact) => ('value' in fact ? fact.value : fact.unread))).toEqual([
    [],
    null,
    null,
    false,
    null,
    null,
    [],
    null,
    [],
    null,
    null,
    [],
  ]);
});

test('Secure Boot that is off, and a variable that is cut short', () => {
  expect(hostOf({ [EFI_SECURE_BOOT]: secureBoot(false) }).secureBoot).toMatchObject({ value: false });
  expect(hostOf({ [EFI_SECURE_BOOT]: Uint8Array.from([6, 0]) }).secureBoot).toMatchObject({ value: null });
});

test('two versions of the library tell none', () => {
  const folder = '/usr/lib64';
  expect(
    hostOf({ [`${folder}/libnvidia-ml.so.595.71.05`]: '', [`${folder}/libnvidia-ml.so.600.1`]: '' }).library,
  ).toMatchObject({ value: null });
});

test('a template of the newer form counts before the older one', () => {
  const older = { [`${CONTAINERD}/config.toml.tmpl`]: CONFIG_WITHOUT };
  expect(hostOf(older).templates).toMatchObject({ value: [{ keepsRuntimes: false }] });
  const newer = { ...older, [`${CONTAINERD}/config-v3.toml.tmpl`]: '{{- template "base" . -}}' };
  expect(hostOf(newer).templates).toMatchObject({
    value: [{ path: `${CONTAINERD}/config-v3.toml.tmpl`, keepsRuntimes: true }],
  });
});

test('what is for root alone is not read, and says so', ({ skip }) => {
  skip(process.getuid?.() === 0, 'root may read everything');
  const root = mkdtempSync(join(tmpdir(), 'odin-node-'));
  try {
    mkdirSync(join(root, CONTAINERD), { recursive: true });
    writeFileSync(join(root, CONTAINERD, 'config.toml'), CONFIG);
    chmodSync(join(root, CONTAINERD, 'config.toml'), 0o000);
    expect(readHost(root).containerd).toMatchObject({ unread: expect.stringContaining('sudo odin doctor') });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('a folder, and a file without an end, in the place of a file are not read', () => {
  expect(hostOf({ '/proc/driver/nvidia/version/x': '' }).driver).toHaveProperty('unread');
  expect(hostOf({ [`${CONTAINERD}/config.toml`]: 'x'.repeat(2 ** 20 + 1) }).containerd).toHaveProperty('unread');
});

test.each([
  [
    'version 2',
    '[plugins."io.containerd.grpc.v1.cri".containerd.runtimes."nvidia"]\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes."nvidia".options]\n  BinaryName = "/usr/local/nvidia/toolkit/nvidia-container-runtime"\n',
    { nvidia: '/usr/local/nvidia/toolkit/nvidia-container-runtime' },
  ],
  ['version 3', CONFIG, { runc: '', nvidia: '/usr/bin/nvidia-container-runtime' }],
  ['one that is commented out', "# [plugins.'x'.containerd.runtimes.'nvidia']\n", {}],
  ['nothing', '', {}],
  ['a program that is of no runtime', '[plugins.x]\nBinaryName = "/bin/x"\n', {}],
])('runtimes in a configuration of %s', (_name, text, runtimes) => {
  expect(runtimesIn(text)).toEqual(runtimes);
});

test('a configuration of one long line is read in its own length', () => {
  // The square of it would take minutes, and no test has them.
  expect(runtimesIn(`[${' '.repeat(1_000_000)}x]\n[a.containerd.runtimes.nvidia]`)).toEqual({ nvidia: '' });
});

test('a template keeps the runtimes by the base, by the list, or by naming it', () => {
  expect(keepsRuntimes('{{range $k, $v := .ExtraRuntimes}}{{end}}')).toBe(true);
  expect(keepsRuntimes(CONFIG)).toBe(true);
  expect(keepsRuntimes(CONFIG_WITHOUT)).toBe(false);
});

test('the mode is that of the runtime, not of another table', () => {
  expect(modeIn('[other]\nmode = "cdi"\n[nvidia-container-runtime]\nmode = "legacy"\n')).toBe('legacy');
  expect(modeIn('[other]\nmode = "cdi"\n')).toBeNull();
});
