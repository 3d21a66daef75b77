import { describe, expect, it } from 'vitest';
import { toAppError } from '../../../shared/errors.ts';
import { parseKustomization } from './kustomization.ts';

const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';
const errorOf = (text: string): string => {
  try {
    parseKustomization(text, 'a/kustomization.yaml');
  } catch (error) {
    const { code, message } = toAppError(error);
    return `${code}: ${message}`;
  }
  return '';
};

describe('parseKustomization', () => {
  it('reads what the assets use, and nothing as nothing', () => {
    expect(parseKustomization(component, 'x')).toMatchObject({ resources: [], components: [], configMapGenerator: [] });
    const generator =
      'name: a\n    namespace: b\n    files: [c/d.yaml]\n    options: {disableNameSuffixHash: true, labels: {e: f}}';
    const text = `${component}resources: [x.yaml]\ncomponents: [../1.0.0/y]\nconfigMapGenerator:\n  - ${generator}\n`;
    expect(parseKustomization(text, 'x')).toMatchObject({
      resources: ['x.yaml'],
      components: ['../1.0.0/y'],
      configMapGenerator: [{ name: 'a', files: ['c/d.yaml'], options: { labels: { e: 'f' } } }],
    });
  });

  it.each([
    ['namePrefix: a-', 'namePrefix'],
    ['resources: [https://example.com/x.yaml]', 'resources.0'],
    ['resources: [/etc/x.yaml]', 'resources.0'],
    ['components: {}', 'components'],
    ['configMapGenerator: [{name: a, namespace: b, literals: [c=d]}]', 'configMapGenerator.0.files'],
    [
      'configMapGenerator: [{name: a, namespace: b, files: [key=c.yaml], options: {disableNameSuffixHash: true, labels: {}}}]',
      'configMapGenerator.0.files.0',
    ],
    [
      'configMapGenerator: [{name: a, namespace: b, files: [c], options: {labels: {}}}]',
      'configMapGenerator.0.options.disableNameSuffixHash',
    ],
    [
      'configMapGenerator: [{name: a, namespace: b, files: [c], envs: [d], options: {disableNameSuffixHash: true, labels: {}}}]',
      'configMapGenerator.0.envs',
    ],
  ])('refuses %s by file and field', (body, field) => {
    expect(errorOf(`${component}${body}\n`)).toContain(
      `internal: a/kustomization.yaml: ${field} is not what ODIN reads of kustomize: `,
    );
  });

  it('refuses another kind, another version, and what is no YAML', () => {
    expect(errorOf('kind: Deployment')).toContain('internal: a/kustomization.yaml: kind is not');
    expect(errorOf('apiVersion: v1\nkind: Component')).toContain('a/kustomization.yaml: apiVersion is not');
    expect(errorOf('')).toContain('a/kustomization.yaml: it is not');
    expect(errorOf('a: [')).toContain('internal: a/kustomization.yaml is not readable as YAML: ');
  });
});
