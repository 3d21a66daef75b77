// Actions on single objects: shown first, then done as it was shown or not at all; the release knows of it, and is not harmed.
import { beforeEach, describe, expect, it } from 'vitest';
import { Actions } from '../../electron/actions/actions.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ActionPreview, ActionResult, ObjectAction } from '../../shared/model/object-action.ts';
import { expectAbsent, type Ground, type Live } from './ground.ts';
import { configMap, releaseOf } from './objects.ts';
import { contextOf, type Desired, succeeded } from './odin.ts';

const never = new AbortController().signal;
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } as const;

/** Of no pods, so that an API server alone has it healthy. */
function web(): KubeObject {
  const labels = { app: 'web' };
  const container = {
    name: 'web',
    image: 'busybox:1.37',
    command: ['sleep', '3600'],
    env: [{ name: 'MODE', value: 'a' }],
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 0,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container] } },
    },
  };
}

const secret: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'web' },
  stringData: { token: 'a-secret-of-somebody', other: 'another-secret-of-his' },
};

/** Actions as the window has them. */
export function actionsOn(ground: Ground, namespace: string) {
  const actions = new Actions({ context: contextOf(ground.client), home: { release: 'web', namespace } });
  return {
    actions,
    preview: (action: ObjectAction): Promise<ActionPreview> => actions.preview(action, never),
    run: (hash: string): Promise<ActionResult> => actions.run(hash, never),
    done: async (action: ObjectAction): Promise<ActionResult> =>
      actions.run((await actions.preview(action, never)).hash, never),
  };
}

/** Registers them. */
export function actionScenarios(ground: Ground): void {
  const { odin } = ground;
  let namespace = '';
  let desired: Desired;
  let hands: ReturnType<typeof actionsOn>;

  beforeEach(async () => {
    namespace = ground.namespaceFor('act');
    desired = releaseOf(namespace, [web(), configMap('web', { answer: 'yes', other: 'same' }), secret]);
    await odin.installed(desired);
    hands = actionsOn(ground, namespace);
  });

  const get = (what: string) => ground.person.get(namespace, what);
  const ref = { ...deployment, namespace: '' };
  const at = () => ({ ...ref, namespace });
  const drifted = async () =>
    (await odin.drift(desired)).objects.flatMap(({ ref: { kind }, fields }) =>
      fields.map(({ path, manager }) => `${kind} ${path} ${manager}`),
    );

  describe('a restart', () => {
    it('is kubectl’s, no change by hand, and no other restart at the next upgrade', async () => {
      await ground.person.scale(namespace, 'deployment/web', 1);
      const preview = await hands.preview({ verb: 'restart', object: at() });
      expect(preview).toMatchObject({ verb: 'restart', object: at(), conflicts: [], isNothing: false });
      expect(preview.consequences).toEqual([
        expect.stringMatching(/^web is not reachable (for about|until its new pod)/),
      ]);
      const before = await get('deployment/web');
      expect(before.spec.template.metadata.annotations).toBeUndefined();
      expect((await hands.run(preview.hash)).sentence).toBe('web restarts: its pods are being replaced.');
      const after = await get('deployment/web');
      const at1 = after.spec.template.metadata.annotations[RESTARTED_AT];
      expect(at1).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect({ ...after.spec.template, metadata: before.spec.template.metadata }).toEqual(before.spec.template);
      expect(await drifted()).toEqual([expect.stringMatching(/^Deployment spec\.replicas /)]);
      const next = releaseOf(namespace, [web(), configMap('web', { answer: 'no', other: 'same' }), secret], '2.0.0');
      succeeded(await odin.apply(await odin.plan(next, ['force'])));
      expect((await get('deployment/web')).spec.template.metadata.annotations[RESTARTED_AT]).toBe(at1);
    });

    it('of nothing is told as that, and refused', async () => {
      const preview = await hands.preview({ verb: 'restart', object: at() });
      expect(preview).toMatchObject({ isNothing: true, consequences: ['web has no pods now: nothing starts anew.'] });
      await expect(hands.run(preview.hash)).rejects.toMatchObject({ code: 'badInput' });
    });

    it('of what runs no pods is refused in a sentence', async () => {
      const object = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'web' };
      await expect(hands.preview({ verb: 'restart', object })).rejects.toMatchObject({
        code: 'unsupported',
        message: `ConfigMap/${namespace}/web cannot be restarted: it runs no pods that are replaced.`,
      });
    });
  });

  describe('what was shown', () => {
    it('is done once', async () => {
      const { hash } = await hands.preview({ verb: 'scale', object: at(), replicas: 2 });
      await hands.run(hash);
      await expect(hands.run(hash)).rejects.toMatchObject({ code: 'conflict' });
    });

    it('is not done to an object that has changed, but to one whose status has', async () => {
      const { hash } = await hands.preview({ verb: 'scale', object: at(), replicas: 2 });
      await ground.person.annotate(namespace, 'deployment/web', { 'example.com/by': 'hand' });
      await expect(hands.run(hash)).rejects.toMatchObject({
        code: 'conflict',
        message: `Deployment/${namespace}/web has changed since it was looked at: look at it again.`,
      });
      expect((await get('deployment/web')).spec.replicas).toBe(0);
    });

    it('is not done to one that was made anew', async () => {
      const object = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'plain' };
      await ground.person.create(namespace, configMap('plain', { a: 'b' }));
      const { hash } = await hands.preview({ verb: 'delete', object });
      await ground.person.delete(namespace, 'configmap/plain');
      await ground.person.create(namespace, configMap('plain', { a: 'b' }));
      await expect(hands.run(hash)).rejects.toMatchObject({ code: 'conflict' });
      expect((await get('configmap/plain')).data).toEqual({ a: 'b' });
    });

    it('writes nothing before it is done', async () => {
      const before = await get('deployment/web');
      await hands.preview({ verb: 'scale', object: at(), replicas: 2 });
      await hands.preview({ verb: 'delete', object: at() });
      await hands.preview({
        verb: 'edit',
        object: at(),
        yaml: textOf({ ...before, spec: { ...before.spec, paused: true } }),
        takeOver: true,
      });
      expect(await get('deployment/web')).toEqual(before);
    });
  });

  describe('scaling', () => {
    it('says what it means, and what the release makes of it', async () => {
      const preview = await hands.preview({ verb: 'scale', object: at(), replicas: 2 });
      expect(preview).toMatchObject({
        consequences: ['web starts with 2 pods.'],
        release: 'It then differs from revision 1 until it is put back.',
        isNothing: false,
      });
      expect((await hands.run(preview.hash)).sentence).toBe('web was scaled from 0 to 2.');
      expect((await get('deployment/web')).spec.replicas).toBe(2);
      expect(await drifted()).toEqual(['Deployment spec.replicas odin-control-panel-scale']);
      expect(await hands.preview({ verb: 'scale', object: at(), replicas: 2 })).toMatchObject({ isNothing: true });
      expect((await hands.preview({ verb: 'scale', object: at(), replicas: 1 })).consequences).toEqual([
        'web runs on with 1 of 2.',
      ]);
    });

    it('of what has no number is refused in a sentence', async () => {
      const object = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'web' };
      await expect(hands.preview({ verb: 'scale', object, replicas: 1 })).rejects.toMatchObject({
        message: `ConfigMap/${namespace}/web cannot be scaled: it has no number of replicas.`,
      });
    });
  });

  describe('deleting', () => {
    it('takes an object of the release, which says so', async () => {
      const preview = await hands.preview({ verb: 'delete', object: at() });
      expect(preview.release).toBe('Revision 1 then lacks it until it is put back.');
      await hands.run(preview.hash);
      await expectAbsent(ground.person, namespace, 'deployment/web');
      expect((await odin.drift(desired)).objects).toMatchObject([{ state: 'missing', ref: { kind: 'Deployment' } }]);
    });

    it('leaves the memory of releases, and asks about a namespace', async () => {
      const record = { apiVersion: 'v1', kind: 'Secret', namespace, name: 'sh.helm.release.v1.web.v1' };
      await expect(hands.preview({ verb: 'delete', object: record })).rejects.toMatchObject({ code: 'forbidden' });
      const { hash, consequences } = await hands.preview({
        verb: 'delete',
        object: { apiVersion: 'v1', kind: 'Namespace', name: namespace },
      });
      expect(consequences[0]).toContain('All that is in namespace');
      expect(hands.actions.shown(hash).stakes).toMatchObject({ losses: [`Namespace/${namespace}`] });
    });

    it('of what belongs to another release asks about it', async () => {
      const object = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'web' };
      const others = new Actions({ context: contextOf(ground.client), home: { release: 'odin', namespace } });
      const { hash } = await others.preview({ verb: 'delete', object }, never);
      expect(others.shown(hash).stakes).toMatchObject({ stranger: `release web of namespace ${namespace}` });
    });
  });

  describe('an edit', () => {
    const edited = async (what: string, change: (object: Live) => void): Promise<string> => {
      const object = structuredClone(await get(what));
      change(object);
      return textOf(object);
    };
    const mode = (object: Live, value: string): void => {
      object.spec.template.spec.containers[0].env[0].value = value;
    };

    it('names whose fields it takes, and takes them only when agreed', async () => {
      const yaml = await edited('deployment/web', (object) => mode(object, 'b'));
      const preview = await hands.preview({ verb: 'edit', object: at(), yaml, takeOver: false });
      const field = 'spec.template.spec.containers[name="web"].env[name="MODE"].value';
      expect(preview.conflicts).toEqual([{ manager: 'helm', field }]);
      expect(preview.before).toContain('value: a');
      expect(preview.after).toContain('value: b');
      expect(preview.after).not.toContain('managedFields');
      await expect(hands.run(preview.hash)).rejects.toMatchObject({ code: 'conflict' });
      expect((await get('deployment/web')).spec.template.spec.containers[0].env).toEqual([
        { name: 'MODE', value: 'a' },
      ]);
      const agreed = await hands.preview({ verb: 'edit', object: at(), yaml, takeOver: true });
      expect(agreed.release).toBe('It then differs from revision 1 until it is put back.');
      await hands.run(agreed.hash);
      expect((await get('deployment/web')).spec.template.spec.containers[0].env).toEqual([
        { name: 'MODE', value: 'b' },
      ]);
      expect(await drifted()).toEqual([`Deployment ${field} odin-control-panel-edit`]);
    });

    it('adds and takes away, and leaves the rest to its managers', async () => {
      const object = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'web' };
      const yaml = await edited('configmap/web', (one) => {
        one.data = { answer: 'yes', mine: 'new' };
      });
      const preview = await hands.preview({ verb: 'edit', object, yaml, takeOver: true });
      expect(preview.conflicts).toEqual([{ manager: 'helm', field: 'data.other' }]);
      await hands.run(preview.hash);
      const after = await get('configmap/web');
      expect(after.data).toEqual({ answer: 'yes', mine: 'new' });
      const helm = (after as Live & { metadata: { managedFields: Live[] } }).metadata.managedFields.find(
        ({ manager }) => manager === 'helm',
      );
      expect(Object.keys(helm?.fieldsV1['f:data'])).toEqual(expect.arrayContaining(['f:answer']));
      expect(await drifted()).toEqual([expect.stringMatching(/^ConfigMap data\.other /)]);
    });

    it('of what was not changed is nothing', async () => {
      const yaml = await edited('deployment/web', () => {});
      expect(await hands.preview({ verb: 'edit', object: at(), yaml, takeOver: false })).toMatchObject({
        isNothing: true,
        conflicts: [],
      });
    });

    it('of another object, of two, or of what has changed is refused', async () => {
      const object = at();
      const refused = async (yaml: string) => hands.preview({ verb: 'edit', object, yaml, takeOver: false });
      const other = await edited('deployment/web', (one) => {
        (one.metadata as { name: string }).name = 'other';
      });
      await expect(refused(other)).rejects.toThrow('metadata.name is another: an edit keeps it as web.');
      const same = await edited('deployment/web', () => {});
      await expect(refused(`${same}\n---\n${same}`)).rejects.toThrow('There are 2 objects in the text: leave one.');
      await expect(refused('a: [')).rejects.toThrow(/^The text is no YAML: /);
      const yaml = await edited('configmap/web', () => {});
      await ground.person.patch(namespace, 'configmap/web', { data: { answer: 'no' } });
      const map = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'web' };
      await expect(hands.preview({ verb: 'edit', object: map, yaml, takeOver: false })).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    it('that the API server refuses is told in a sentence', async () => {
      const unknown = await edited('deployment/web', (one) => {
        one.spec.replicaz = 2;
      });
      await expect(hands.preview({ verb: 'edit', object: at(), yaml: unknown, takeOver: false })).rejects.toThrow(
        new RegExp(`^Deployment/${namespace}/web: .*unknown field "spec.replicaz"`),
      );
      const invalid = await edited('deployment/web', (one) => {
        one.spec.replicas = -1;
      });
      await expect(hands.preview({ verb: 'edit', object: at(), yaml: invalid, takeOver: true })).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(/spec\.replicas: Invalid value: -1/),
      });
    });

    it('of a Secret shows none of it, keeps what is hidden, and refuses a mask elsewhere', async () => {
      const object = { apiVersion: 'v1', kind: 'Secret', namespace, name: 'web' };
      const live = await get('secret/web');
      const masked = { ...live, data: { token: '***', other: Buffer.from('fresh-value').toString('base64') } };
      const preview = await hands.preview({ verb: 'edit', object, yaml: textOf(masked), takeOver: true });
      for (const hidden of [live.data.token, live.data.other, masked.data.other, 'a-secret-of-somebody']) {
        expect(JSON.stringify(preview)).not.toContain(hidden);
      }
      await hands.run(preview.hash);
      expect((await get('secret/web')).data).toEqual({ token: live.data.token, other: masked.data.other });
      const moved = { ...(await get('secret/web')), data: { stolen: '***' } };
      await expect(hands.preview({ verb: 'edit', object, yaml: textOf(moved), takeOver: true })).rejects.toThrow(
        'data.stolen is still hidden: write its value, or leave it where it was.',
      );
    });

    it('that lets a pod do more, or runs something else, is asked about', async () => {
      const yaml = await edited('deployment/web', (one) => {
        one.spec.template.spec.hostPID = true;
      });
      const { hash } = await hands.preview({ verb: 'edit', object: at(), yaml, takeOver: true });
      expect(hands.actions.shown(hash).stakes).toMatchObject({ grants: [`Deployment/${namespace}/web`] });
      const label = await edited('configmap/web', (one) => {
        one.data.answer = 'no';
      });
      const map = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'web' };
      const harmless = await hands.preview({ verb: 'edit', object: map, yaml: label, takeOver: true });
      expect(hands.actions.shown(harmless.hash).stakes).toBeUndefined();
    });
  });
}

/** JSON is YAML. */
function textOf(object: object): string {
  return JSON.stringify(object, null, 1);
}
