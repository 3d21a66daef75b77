// Manifests as people write them, one a file: ODIN takes what `kubectl apply` takes, and refuses what it refuses.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { manifestsIn } from '../../electron/stack/manifests/manifest-files.ts';
import { AppError } from '../../shared/errors.ts';
import { apiServer } from '../cluster/cluster.ts';
import { engineOn } from './engine.ts';

const NAMESPACE = 'manifest-verdicts';
const engine = engineOn('verdicts', apiServer());
beforeAll(() => engine.kubectl(['create', 'namespace', NAMESPACE]));
afterAll(() => engine.kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']));

const map = (rest: string, metadata = 'name: a') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {${metadata}}\n${rest}\n`;
const deployment = (container = '', spec = '', pod = '') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: d}
spec:
  selector: {matchLabels: {a: b}}
${spec}  template:
    metadata: {labels: {a: b}}
    spec:
${pod}      containers:
      - name: c
        image: x:1
${container}`;
const inContainer = (line: string) => deployment(`        ${line}\n`);

const TAKEN: Readonly<Record<string, string>> = {
  'lines of Windows': map('data: {x: "1"}').replaceAll('\n', '\r\n'),
  'comments and empty documents': `# c\n---\n# only\n---\n\n---\n${map('')}---\n---\n# end\n`,
  'a remark behind the separator': `${map('')}--- # Source: x\n${map('', 'name: b')}`,
  'an end of a document': `${map('')}...\n---\n${map('', 'name: b')}...\n`,
  'a list of nothing beside an object': `apiVersion: v1\nkind: List\nmetadata: {resourceVersion: ""}\nitems: []\n---\n${map('')}`,
  'fields of nothing': deployment(
    '        env: null\n        ports:\n        resources:\n          limits:\n',
    '  replicas: null\n  strategy: null\n',
    '      volumes: null\n      nodeSelector:\n',
  ),
  'an argument of nothing': inContainer('args: [null, "a"]'),
  'data of nothing': map('data: {x: null, y: ""}\nbinaryData:'),
  'a Secret with data twice':
    'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {x: YQ==, n: null}\nstringData: {x: b, y: c, z: null}\n',
  quantities: inContainer('resources: {limits: {cpu: 1, memory: 1.5Gi}, requests: {cpu: 0.1, memory: 1e3}}'),
  'octal numbers': deployment('', '', '      volumes: [{name: v, configMap: {name: x, defaultMode: 0644}}]\n'),
  'yes for true': deployment('', '', '      hostNetwork: yes\n'),
  dates: map('data: {t: 2024-01-01T00:00:00Z, u: 12:30:45}', 'name: a, annotations: {d: 2024-01-01}'),
  'a rollingUpdate of nothing': deployment('', '  strategy: {type: Recreate, rollingUpdate: null}\n'),
  'a whole number with a point': deployment('', '  replicas: 2.0\n'),
  'a tag of one’s own': map('data: {x: !Ref foo, y: !!str 12}'),
  'JSON with tabs': '{\n\t"apiVersion": "v1",\n\t"kind": "ConfigMap",\n\t"metadata": {"name": "a"}\n}\n',
  'JSON with a comma too many': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},}',
  'JSON, then YAML': `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}\n---\n${map('', 'name: b')}`,
  'doubled keys': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nmetadata: {name: b}\ndata: {x: "1", x: "2"}\n',
  'separators of Unicode': map('data: {x: "a\u2028b\u0085c"}'),
  'a name beside generateName': map('', 'name: a, generateName: a-'),
  'a namespace where there is none':
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: verdicts, namespace: foo}\nrules: null\n',
};

const REFUSED: Readonly<Record<string, string>> = {
  'words behind the separator': `${map('')}--- foo\n${map('', 'name: b')}`,
  'an indented separator': `${map('')} ---\n${map('', 'name: b')}`,
  'a separator glued to a value': `${map('data: {x: "1"}---')}${map('', 'name: b')}`,
  'four dashes': `${map('')}----\n${map('', 'name: b')}`,
  'tabs for indentation': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: a\n',
  'an anchor of another document': `${map('data: &d {x: y}')}---\n${map('data: *d', 'name: b')}`,
  'an empty key': map('data: {null: c}'),
  'a NUL': map('data: {x: "\0"}'),
  'a number as a name': map('', 'name: 123'),
  'a number as a label': map('', 'name: a, labels: {v: 1.0}'),
  'true as an annotation': map('', 'name: a, annotations: {x: true}'),
  'a number as data': map('data: {x: 1}'),
  'a number in an environment': inContainer('env: [{name: A, value: 5}]'),
  'text as a port': inContainer('ports: [{containerPort: "80"}]'),
  'text as a number': deployment('', '  replicas: "2"\n'),
  'fewer than none': deployment('', '  replicas: -1\n'),
  'a variable of nothing': inContainer('env: [null]'),
  'a field that is none': inContainer('imagePullpolicy: Always'),
  'a key of one’s own': `x-base: {l: m}\n${map('')}`,
  'base64 that is none': 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {x: "not base64!"}\n',
  'a kind in small letters': 'apiVersion: v1\nkind: configmap\nmetadata: {name: a}\n',
  'an API that was removed': 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\n',
  'no kind': 'apiVersion: v1\nmetadata: {name: a}\n',
  'no name': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n',
  'text alone': 'hello\n',
  'a JSON list': '[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}]',
  'a capital in a name': map('', 'name: MyMap'),
  'a label with a plus': map('', 'name: a, labels: {chart: "x-1.0+abc"}'),
  'too much': map(`data: {x: "${'y'.repeat(1_100_000)}"}`),
  'a template': map('', 'name: "{{ .Release.Name }}"'),
  nothing: '# nothing\n---\n',
};

/** Why ODIN would not apply it; undefined where it would. */
async function refusalOf(text: string): Promise<string | undefined> {
  try {
    const { files, skipped } = manifestsIn('FILE', [{ file: 'FILE', text }]);
    const objects = files.flatMap((file) => file.objects);
    const target = { release: 'web', namespace: NAMESPACE, version: '1.0.0' };
    const { plan } = await engine.plan({ ...target, objects, createOnly: [], skipped });
    return plan.blockers.length === 0 ? undefined : plan.blockers.join('\n');
  } catch (error) {
    if (error instanceof AppError && error.code === 'badInput') return error.message;
    throw error;
  }
}

const judge = (input: string) =>
  engine.tryKubectl(['apply', '-n', NAMESPACE, '--server-side', '--dry-run=server', '-f', '-'], { input });

it.each(Object.entries(TAKEN))('%s: taken by kubectl and by ODIN', async (_what, text) => {
  expect(await judge(text)).toMatchObject({ code: 0 });
  expect(await refusalOf(text)).toBeUndefined();
});

it.each(Object.entries(REFUSED))('%s: refused by kubectl and by ODIN, in a sentence', async (_what, text) => {
  expect(await judge(text)).toMatchObject({ code: 1 });
  const sentence = await refusalOf(text);
  expect(sentence).toMatch(/^\S.{10,}[.?]$/su);
  expect(sentence).not.toMatch(/valueUnstructured|yaml:|at Object\.|undefined/);
});
