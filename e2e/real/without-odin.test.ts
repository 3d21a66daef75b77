// The way from one version of the stack to the next by kubectl alone, as assets/stack/README.md describes it. Needs no node.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiServer } from '../cluster/cluster.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { kubectl: run, tryKubectl } = apiServer();
const kubectl = (line: string) => run(line.split(' '), { cwd: root });
const NAMESPACED = 'statefulset,deployment,daemonset,service,configmap,serviceaccount,networkpolicy,pvc';

/** The commands of one heading, without their first word. */
async function commandsUnder(heading: string): Promise<readonly string[]> {
  const [, section = ''] = (await readFile(`${root}/assets/stack/README.md`, 'utf8')).split(`\n${heading}\n`);
  const [own = ''] = section.split(/\n#+ /);
  return [...own.matchAll(/^ {4}kubectl (.+)$/gm)].map(([, command = '']) => command);
}

beforeAll(() => kubectl('apply -k assets/stack/1.0.0'));
afterAll(() => kubectl('delete --ignore-not-found --wait -k assets/stack/1.3.0'));

it('leads from 1.0.0 to 1.1.0 by the lines of the README', async () => {
  const volume = () => kubectl('-n monitoring get pvc prometheus-data -o jsonpath={.metadata.uid}');
  const before = await volume();
  const lines = await commandsUnder('### From 1.0.0 to 1.1.0');
  expect(lines).toHaveLength(3);
  const { stderr } = await tryKubectl(['apply', '--dry-run=server', '-k', 'assets/stack/1.1.0'], { cwd: root });
  expect(stderr).toMatch(/"prometheus" is invalid: spec: Forbidden: updates to statefulset spec/);

  for (const line of lines) await kubectl(line);

  expect(await kubectl('diff -k assets/stack/1.1.0')).toBe('');
  await expectAllOf('1.1.0');
  expect(await volume()).toBe(before);
});

it('leads from 1.1.0 to 1.2.0 by the lines of the README', async () => {
  const lines = await commandsUnder('### From 1.1.0 to 1.2.0');
  expect(lines).toHaveLength(1);
  for (const line of lines) await kubectl(line);
  expect(await kubectl('diff -k assets/stack/1.2.0')).toBe('');
  await expectAllOf('1.2.0');
});

it('leads from 1.2.0 to 1.3.0 by the line of the README', async () => {
  const lines = await commandsUnder('### From 1.2.0 to 1.3.0');
  expect(lines).toHaveLength(1);
  for (const line of lines) await kubectl(line);
  expect(await kubectl('diff -k assets/stack/1.3.0')).toBe('');
  await expectAllOf('1.3.0');
});

/** What there is in the namespace of the stack is what the version has, and nothing that a version before left. */
async function expectAllOf(version: string): Promise<void> {
  const there = await kubectl(`-n monitoring get ${NAMESPACED} -l app.kubernetes.io/part-of=odin -o name`);
  const wanted = (await kubectl(`apply --dry-run=client -o name -k assets/stack/${version}`)).trim().split('\n');
  const isNamespaced = (name: string) => !/^(namespace|clusterrole|clusterrolebinding|role|rolebinding)[./]/.test(name);
  expect(there.trim().split('\n').sort()).toEqual(wanted.filter(isNamespaced).sort());
}
