// The classes of a cluster that the settings' form offers; where they may not be listed, the reason.
import { toAppError } from '../../../shared/errors.ts';
import { type ClassList, MOST_CLASSES, type StackChoices } from '../../../shared/model/stack-choices.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient } from '../../kube/client.ts';
import { INGRESS_CLASSES, listClasses, STORAGE_CLASSES } from './classes.ts';

/** With two lists. Errors are those of {@link KubeClient.request}, but for a refusal, which is told. */
export async function readChoices(client: KubeClient, signal: AbortSignal): Promise<StackChoices> {
  const [storageClasses, ingressClasses] = await Promise.all(
    [STORAGE_CLASSES, INGRESS_CLASSES].map((kind) => listOf(() => listClasses(client, kind, signal))),
  );
  const none: ClassList = { state: 'known', classes: [] };
  return { storageClasses: storageClasses ?? none, ingressClasses: ingressClasses ?? none };
}

async function listOf(list: () => ReturnType<typeof listClasses>): Promise<ClassList> {
  try {
    const classes = [...(await list())].sort((one, other) => one.name.localeCompare(other.name));
    return {
      state: 'known',
      classes: classes.slice(0, MOST_CLASSES).map(({ name, isDefault }) => ({ name, isDefault })),
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { state: 'unknown', reason: toAppError(error).message };
  }
}
