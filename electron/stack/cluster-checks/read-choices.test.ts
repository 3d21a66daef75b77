import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { MOST_CLASSES, stackChoicesSchema } from '../../../shared/model/stack-choices.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient, KubeRequest, KubeResponse } from '../../kube/client.ts';
import { readChoices } from './read-choices.ts';

const STORAGE = '/apis/storage.k8s.io/v1/storageclasses';
const INGRESS = '/apis/networking.k8s.io/v1/ingressclasses';

/** Answers, or fails with, what is given for a path. */
const clientOf = (answers: Readonly<Record<string, unknown>>) =>
  ({
    server: 'https://cluster.test',
    request: async <T>({ path }: KubeRequest): Promise<KubeResponse<T>> => {
      const body = answers[path];
      if (body instanceof Error) throw body;
      return { status: 200, body: body as T, warnings: [] };
    },
  }) as unknown as KubeClient;

const classes = (...names: string[]) => ({
  items: names.map((name) => ({
    metadata: { name, annotations: { 'ingressclass.kubernetes.io/is-default-class': `${name === 'traefik'}` } },
  })),
});
const forever = new AbortController().signal;

test('classes come by name, with the default marked', async () => {
  const answers = { [STORAGE]: classes('slow', 'local-path'), [INGRESS]: classes('traefik', 'nginx') };
  expect(await readChoices(clientOf(answers), forever)).toEqual({
    storageClasses: {
      state: 'known',
      classes: [
        { name: 'local-path', isDefault: false },
        { name: 'slow', isDefault: false },
      ],
    },
    ingressClasses: {
      state: 'known',
      classes: [
        { name: 'nginx', isDefault: false },
        { name: 'traefik', isDefault: true },
      ],
    },
  });
});

test('who may not list one kind is told so, and chooses from the other', async () => {
  const reason = 'User "freya" may not list storageclasses.storage.k8s.io.';
  const answers = { [STORAGE]: new ApiError(403, reason), [INGRESS]: classes('traefik') };
  expect(await readChoices(clientOf(answers), forever)).toMatchObject({
    storageClasses: { state: 'unknown', reason },
    ingressClasses: { state: 'known' },
  });
});

test('a cluster that does not answer is no cluster without classes', async () => {
  const answers = { [STORAGE]: new AppError('unreachable', 'It does not answer.'), [INGRESS]: classes() };
  await expect(readChoices(clientOf(answers), forever)).rejects.toThrow('It does not answer.');
});

test('more classes than anybody chooses from are cut off', async () => {
  const many = classes(...Array.from({ length: MOST_CLASSES + 1 }, (_, index) => `class-${index}`));
  const choices = await readChoices(clientOf({ [STORAGE]: many, [INGRESS]: classes() }), forever);
  expect(stackChoicesSchema.safeParse(choices).success).toBe(true);
});
