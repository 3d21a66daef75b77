// A person who has kubectl, and a judge who has kubectl and Helm, on a real cluster.
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../shared/model/object.ts';
import type { TestCluster } from '../cluster/cluster.ts';
import type { Ground, Judge, Person } from '../engine/ground.ts';

/** Both; `helm` runs Helm on that cluster. */
export function kubectlPerson(
  { kubectl, tryKubectl }: TestCluster,
  helm: (...args: readonly string[]) => Promise<string>,
): Pick<Ground, 'person' | 'judge' | 'waysToApply'> {
  const within = (namespace: string, ...args: readonly string[]) => kubectl([...args, '-n', namespace]);
  const pairs = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([name, value]) => `${name}=${value}`);
  const send = (verb: string, namespace: string, object: KubeObject, ...how: readonly string[]) =>
    kubectl([verb, ...how, '-n', namespace, '-f', '-'], { input: JSON.stringify(object) });

  const person: Person = {
    get: async (namespace, what) =>
      JSON.parse(await within(namespace, 'get', what, '-o', 'json', '--show-managed-fields')),
    find: async (namespace, what) => {
      const found = await within(namespace, 'get', what, '-o', 'json', '--show-managed-fields', '--ignore-not-found');
      return found === '' ? undefined : JSON.parse(found);
    },
    names: async (namespace, kinds) => {
      const listed = await within(namespace, 'get', kinds, '-o', 'name');
      return listed.split('\n').filter(Boolean).sort();
    },
    create: async (namespace, object) => void (await send('create', namespace, object)),
    applyAs: async (manager, namespace, object) =>
      void (await send('apply', namespace, object, '--server-side', `--field-manager=${manager}`, '--force-conflicts')),
    patch: async (namespace, what, content, manager) => {
      const as = manager === undefined ? [] : [`--field-manager=${manager}`];
      await within(namespace, 'patch', what, '--type=strategic', '-p', JSON.stringify(content), ...as);
    },
    mergePatch: async (namespace, what, content) =>
      void (await within(namespace, 'patch', what, '--type=merge', '-p', JSON.stringify(content))),
    edit: async (namespace, what, from, to) => {
      await kubectl(['edit', what, '-n', namespace], { env: { KUBE_EDITOR: `sed -i s/${from}/${to}/` } });
    },
    setImage: async (namespace, what, images) => void (await within(namespace, 'set', 'image', what, ...pairs(images))),
    setLimits: async (namespace, what, limits) =>
      void (await within(namespace, 'set', 'resources', what, `--limits=${pairs(limits).join(',')}`)),
    scale: async (namespace, what, replicas) => void (await within(namespace, 'scale', what, `--replicas=${replicas}`)),
    label: async (namespace, what, labels) =>
      void (await within(namespace, 'label', '--overwrite', what, ...pairs(labels))),
    annotate: async (namespace, what, annotations) =>
      void (await within(namespace, 'annotate', '--overwrite', what, ...pairs(annotations))),
    delete: async (namespace, what) => void (await within(namespace, 'delete', what)),
  };

  const judge: Judge = {
    history: async (namespace, release) => JSON.parse(await helm('history', release, '-n', namespace, '-o', 'json')),
    manifest: async (namespace, release) =>
      parseAllDocuments(await helm('get', 'manifest', release, '-n', namespace)).map((one) => one.toJS()),
    diff: async (namespace, release) => {
      const input = await helm('get', 'manifest', release, '-n', namespace);
      const { code, stdout, stderr } = await tryKubectl(['diff', '-f', '-'], { input });
      return code === 0 ? '' : `${stdout}${stderr}`;
    },
    conflicts: async (object) => {
      const args = ['apply', '--server-side', '--field-manager=helm', '--dry-run=server', '-f', '-'];
      const { code, stderr } = await tryKubectl(args, { input: JSON.stringify(object) });
      return code === 0 ? [] : conflictsIn(stderr);
    },
  };

  return {
    person,
    judge,
    waysToApply: {
      'kubectl apply': async (namespace, object) => void (await send('apply', namespace, object)),
      'kubectl apply --server-side': async (namespace, object) =>
        void (await send('apply', namespace, object, '--server-side')),
    },
  };
}

/** `conflict with "a" using v1: .data.b`, or a list of fields under each `conflicts with "a" using v1:`. */
function conflictsIn(stderr: string): readonly string[] {
  const single = /conflict with "([^"]+)"[^:]*: \.(\S+)/.exec(stderr);
  if (single !== null) return [`${single[1]} ${single[2]}`];
  let manager = '';
  return stderr.split('\n').flatMap((line) => {
    manager = /conflicts? with "([^"]+)"/.exec(line)?.[1] ?? manager;
    const field = /^- \.(\S+)$/.exec(line)?.[1];
    return field === undefined ? [] : [`${manager} ${field}`];
  });
}
