// The parts of the stack that a cluster cannot run, each with the sentence that says why.

import { AppError } from '../../../shared/errors.ts';
import { formatRef, type KubeObject, refOf } from '../../../shared/model/object.ts';
import { dataSizeBytes } from '../../../shared/model/settings/units.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import { shellQuote } from '../../../shared/shell-quote.ts';
import { waysAt } from '../../distribution/ways-at.ts';
import { valueAt } from '../manifests/at-path.ts';
import type { Capabilities } from './capabilities.ts';

/** On an object of the assets: what it cannot do without, as `Kind/name`. */
export const REQUIRES = 'odin.example/requires';

/** Something that a cluster must have for some objects. */
export interface Requirement {
  /** As the annotation {@link REQUIRES} names it. */
  readonly annotation: string;
  /** The sentence that says what is missing, and the way to it; undefined where nothing is. */
  readonly missing: (capabilities: Capabilities) => string | undefined;
}

/**
 * The reason why an object has to be left out, in a sentence; undefined where nothing is missing.
 *
 * Throws `internal` for a requirement that is not among those that are `known`: the assets and this code have to agree.
 */
export function missingFor(
  object: KubeObject,
  known: readonly Requirement[],
  capabilities: Capabilities,
): string | undefined {
  const annotation = object.metadata.annotations?.[REQUIRES];
  if (annotation === undefined) return undefined;
  const requirement = known.find((one) => one.annotation === annotation);
  if (requirement === undefined) {
    throw new AppError('internal', `${formatRef(refOf(object))} requires ${annotation}, which ODIN cannot look for.`);
  }
  return requirement.missing(capabilities);
}

/**
 * Throws `unsupported` when a claim would wait for its volume for ever, or an Ingress for its controller: of the class that
 * it names, or of the default one where it names none.
 */
export function assertClasses(objects: readonly KubeObject[], capabilities: Capabilities): void {
  for (const object of objects) {
    if (object.kind === 'PersistentVolumeClaim') assertStorageClass(object, capabilities);
    if (object.kind === 'Ingress') assertIngressClass(object, capabilities);
  }
}

/**
 * Throws `unsupported` when samples may become more than the disk that they are on, where a volume is a folder of a node's
 * disk and nothing else limits it. A person who names the class is believed to know where its folders are.
 */
export function assertDisk(
  objects: readonly KubeObject[],
  { prometheus }: StackSettings,
  capabilities: Capabilities,
): void {
  const { storageClasses, largestDiskBytes = Number.POSITIVE_INFINITY } = capabilities;
  const claim = objects.find(
    ({ kind, metadata }) => kind === 'PersistentVolumeClaim' && metadata.name === 'prometheus-data',
  );
  if (claim === undefined || storageClasses === 'any') return;
  if (valueAt(claim, ['spec', 'storageClassName']) !== undefined) return;
  const found = storageClasses.find(({ isDefault }) => isDefault);
  const { size, percentage } = prometheus.retention;
  if (found?.isOnNode !== true || percentage !== undefined || dataSizeBytes(size) <= largestDiskBytes) return;
  throw new AppError(
    'unsupported',
    `The settings: prometheus.retention.size is ${size}, and StorageClass ${found.name} keeps volumes on the nodes' own disks, the largest of which has ${Math.floor(largestDiskBytes / 1024 ** 3)} GB: make it smaller, or name the class by prometheus.storage.storageClassName where its folder is on another disk.`,
    { subject: 'prometheus.retention.size' },
  );
}

function assertStorageClass(claim: KubeObject, { storageClasses, distribution, site }: Capabilities): void {
  if (storageClasses === 'any') return;
  const wanted = valueAt(claim, ['spec', 'storageClassName']);
  const names = storageClasses.map(({ name }) => name);
  const [first] = names;
  if (first === undefined) {
    const { order, command } = waysAt(distribution, site).storage;
    throw new AppError(
      'unsupported',
      `The cluster has no StorageClass, so that Prometheus and Grafana would wait for their volumes for ever: ${order}.`,
      { subject: 'StorageClass', ...(command === undefined ? {} : { remedy: command }) },
    );
  }
  if (wanted !== undefined) {
    if (names.some((name) => name === wanted)) return;
    throw new AppError(
      'unsupported',
      `${formatRef(refOf(claim))} asks for StorageClass ${wanted}, which the cluster does not have: choose among ${names.join(', ')}.`,
      { subject: 'StorageClass' },
    );
  }
  if (storageClasses.some(({ isDefault }) => isDefault)) return;
  throw new AppError(
    'unsupported',
    `None of the cluster's StorageClasses (${names.join(', ')}) is the default, so that Prometheus and Grafana would wait for their volumes for ever: make one the default, or name one in the settings.`,
    {
      subject: 'StorageClass',
      remedy: `kubectl annotate storageclass ${shellQuote(first, process.platform)} storageclass.kubernetes.io/is-default-class=true`,
    },
  );
}

function assertIngressClass(ingress: KubeObject, { ingressClasses, distribution, site }: Capabilities): void {
  if (ingressClasses === 'any') return;
  const wanted = valueAt(ingress, ['spec', 'ingressClassName']);
  const names = ingressClasses.map(({ name }) => name);
  const name = formatRef(refOf(ingress));
  const [first] = names;
  if (first === undefined) {
    const { order, command } = waysAt(distribution, site).ingress;
    throw new AppError(
      'unsupported',
      `${name} would answer to nobody, for the cluster has no IngressClass: ${order}, or leave component ingress out.`,
      { subject: 'IngressClass', ...(command === undefined ? {} : { remedy: command }) },
    );
  }
  if (wanted === undefined ? ingressClasses.some(({ isDefault }) => isDefault) : names.some((one) => one === wanted))
    return;
  throw new AppError(
    'unsupported',
    wanted === undefined
      ? `${name} would answer to nobody, for none of the cluster's IngressClasses (${names.join(', ')}) is the default: name one in the settings, or make one the default.`
      : `${name} asks for IngressClass ${wanted}, which the cluster does not have: choose among ${names.join(', ')}.`,
    {
      subject: 'IngressClass',
      ...(wanted === undefined
        ? {
            remedy: `kubectl annotate ingressclass ${shellQuote(first, process.platform)} ingressclass.kubernetes.io/is-default-class=true`,
          }
        : {}),
    },
  );
}
