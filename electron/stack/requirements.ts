// Which parts of the stack a cluster cannot run, each with the sentence that says why.
import { AppError } from '../../shared/errors.ts';
import { formatRef, type KubeObject, refOf } from '../../shared/model/object.ts';
import type { Capabilities } from './capabilities.ts';

/** On an object of the assets: what it cannot do without, as `Kind/name`. */
export const REQUIRES = 'odin.example/requires';

/**
 * Why an object has to be left out, or undefined where nothing is missing.
 *
 * Throws `internal` for a requirement of another kind than RuntimeClass: the assets and this code have to agree.
 */
export function missingFor(object: KubeObject, capabilities: Capabilities): string | undefined {
  const requirement = object.metadata.annotations?.[REQUIRES];
  if (requirement === undefined) return undefined;
  const [kind, name] = requirement.split('/');
  if (kind !== 'RuntimeClass' || name === undefined) {
    throw new AppError('internal', `${formatRef(refOf(object))} requires ${requirement}, which ODIN cannot look for.`);
  }
  const { runtimeClasses, runtimeHandlers } = capabilities;
  const found = runtimeClasses.find((runtimeClass) => runtimeClass.name === name);
  const later = 'it comes with the next install once it is there';
  if (found === undefined) {
    return `RuntimeClass ${name} is missing: install the NVIDIA container toolkit and restart K3s, which then makes it; ${later}.`;
  }
  if (runtimeHandlers !== undefined && !runtimeHandlers.includes(found.handler)) {
    return `RuntimeClass ${name} is there, but no node has its runtime ${found.handler}: install the NVIDIA container toolkit and restart K3s; ${later}.`;
  }
  return undefined;
}

/**
 * Throws `unsupported` when claims that name no class would wait for ever: the stack's volumes name none, so that every
 * cluster can give them its own.
 */
export function assertDefaultStorageClass({ storageClasses }: Capabilities): void {
  if (storageClasses.some(({ isDefault }) => isDefault)) return;
  const [first] = storageClasses;
  if (first === undefined) {
    throw new AppError(
      'unsupported',
      'The cluster has no StorageClass, so that Prometheus and Grafana would wait for their volumes for ever: install a provisioner, such as the local-path that K3s brings along.',
      { subject: 'StorageClass' },
    );
  }
  throw new AppError(
    'unsupported',
    `None of the cluster's StorageClasses (${storageClasses.map(({ name }) => name).join(', ')}) is the default, so that Prometheus and Grafana would wait for their volumes for ever: make one the default.`,
    {
      subject: 'StorageClass',
      remedy: `kubectl annotate storageclass ${first.name} storageclass.kubernetes.io/is-default-class=true`,
    },
  );
}
