import { expect, it } from 'vitest';
import { lockFileProblem } from './lock-file.mjs';

const native = (name: string) => [`node_modules/${name}`, { version: '1.0.0' }] as const;
const NAMES = ['linux', 'darwin', 'win32'].flatMap((system) => [`@x/${system}-x64`, `@x/${system}-arm64`]);
const PARENT = {
  version: '1.0.0',
  optionalDependencies: Object.fromEntries([...NAMES, '@x/freebsd-x64'].map((name) => [name, '1.0.0'])),
};
const lock = (names: readonly string[]) => ({
  packages: { 'node_modules/x': PARENT, ...Object.fromEntries(names.map(native)) },
});

it('wants the native packages of every system we serve, and of no other', () => {
  expect(lockFileProblem(lock(NAMES))).toBeUndefined();
  expect(lockFileProblem(lock(NAMES.slice(1)))).toMatch('@x/linux-x64, which node_modules/x needs on that system');
});

it('wants no download address', () => {
  const packages = {
    'node_modules/a': { resolved: 'https://registry.example.invalid/a.tgz' },
    'node_modules/b': { resolved: 'b', link: true },
  };
  expect(lockFileProblem({ packages })).toMatch('node_modules/a has a download address');
});
