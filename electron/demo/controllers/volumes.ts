// Claims and volumes: binding when the first consumer comes, as local-path does it, and letting go when nobody uses them.
import { isObject, type JsonObject, listAt, objectAt, stringAt } from '../store/json.ts';
import { isTerminating } from '../store/strategy.ts';
import { failureOf } from './failures.ts';
import { nameOf, namespaceOf, nodeNameOf, uidOf, type World } from './world.ts';

const BINDER = 'persistentvolume-controller';
const PROVISIONER = 'rancher.io/local-path_local-path-provisioner-demo';
const PROVISIONING_MS = 1500;

/** One pass over all claims and volumes. */
export class VolumeController {
  /** Claim → when its volume will be there. */
  readonly #due = new Map<string, number>();

  reconcile(world: World): void {
    for (const claim of world.list('PersistentVolumeClaim')) {
      const users = world.list('Pod', namespaceOf(claim)).filter((pod) => usesClaim(pod, nameOf(claim)));
      if (isTerminating(claim)) release(world, claim, users);
      else if (stringAt(claim, 'status.phase') !== 'Bound') this.#bind(world, claim, users);
    }
    for (const volume of world.list('PersistentVolume')) reclaim(world, volume);
  }

  #bind(world: World, claim: JsonObject, users: readonly JsonObject[]): void {
    const className = stringAt(claim, 'spec.storageClassName');
    const storageClass = world.get('StorageClass', '', className);
    const tell = (type: 'Normal' | 'Warning', reason: string, message: string, component = BINDER) =>
      isTold(world, claim, reason, message) ? undefined : world.event(claim, { type, reason, message, component });
    if (storageClass === undefined) {
      if (className !== '')
        tell('Warning', 'ProvisioningFailed', `storageclass.storage.k8s.io "${className}" not found`);
      return;
    }
    const isWaiting = stringAt(storageClass, 'volumeBindingMode') === 'WaitForFirstConsumer';
    const consumer = users.find((pod) => !isTerminating(pod));
    if (isWaiting && consumer === undefined) {
      tell('Normal', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding');
      return;
    }
    const volume = `pvc-${uidOf(claim)}`;
    if (consumer !== undefined && failureOf(world, consumer) === 'claim') {
      const why = `failed to create volume ${volume}: create process timeout after 120 seconds`;
      tell(
        'Warning',
        'ProvisioningFailed',
        `failed to provision volume with StorageClass "${className}": ${why}`,
        PROVISIONER,
      );
      this.#due.delete(uidOf(claim));
      return;
    }
    const due = this.#due.get(uidOf(claim));
    if (due === undefined) {
      const message = `External provisioner is provisioning volume for claim "${namespaceOf(claim)}/${nameOf(claim)}"`;
      tell('Normal', 'Provisioning', message, PROVISIONER);
      this.#due.set(uidOf(claim), world.later(PROVISIONING_MS));
    } else if (Date.now() >= due) {
      this.#due.delete(uidOf(claim));
      provision(world, claim, storageClass, volume);
      tell('Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${volume}`, PROVISIONER);
    } else world.wakeAt(due);
  }
}

/** Events that controllers repeat every few seconds are told once here: a cluster at rest shall rest. */
function isTold(world: World, about: JsonObject, reason: string, message: string): boolean {
  return world
    .list('Event', namespaceOf(about))
    .some(
      (it) => stringAt(it, 'involvedObject.uid') === uidOf(about) && it.reason === reason && it.message === message,
    );
}

function usesClaim(pod: JsonObject, claim: string): boolean {
  return listAt(pod, 'spec.volumes').some((volume) => stringAt(volume, 'persistentVolumeClaim.claimName') === claim);
}

function provision(world: World, claim: JsonObject, storageClass: JsonObject, name: string): void {
  const node = nodeNameOf(world);
  const provisioner = stringAt(storageClass, 'provisioner');
  const storage = objectAt(claim, 'spec.resources.requests').storage ?? '0';
  const accessModes = listAt(claim, 'spec.accessModes');
  const hosts = [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }];
  const volume = world.create(
    'PersistentVolume',
    '',
    {
      metadata: {
        name,
        annotations: { 'local.path.provisioner/selected-node': node, 'pv.kubernetes.io/provisioned-by': provisioner },
      },
      spec: {
        capacity: { storage },
        accessModes,
        persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
        storageClassName: nameOf(storageClass),
        volumeMode: 'Filesystem',
        hostPath: {
          path: `/var/lib/rancher/k3s/storage/${name}_${namespaceOf(claim)}_${nameOf(claim)}`,
          type: 'DirectoryOrCreate',
        },
        claimRef: {
          kind: 'PersistentVolumeClaim',
          apiVersion: 'v1',
          namespace: namespaceOf(claim),
          name: nameOf(claim),
          uid: uidOf(claim),
        },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: hosts }] } },
      },
    },
    'local-path-provisioner',
  );
  world.setStatus(volume, { phase: 'Bound' });
  world.change(claim, (live) => ({
    ...live,
    metadata: {
      ...objectAt(live, 'metadata'),
      annotations: {
        ...objectAt(live, 'metadata.annotations'),
        'pv.kubernetes.io/bind-completed': 'yes',
        'pv.kubernetes.io/bound-by-controller': 'yes',
        'volume.kubernetes.io/selected-node': node,
        'volume.kubernetes.io/storage-provisioner': provisioner,
      },
    },
    spec: { ...objectAt(live, 'spec'), volumeName: name },
  }));
  world.setStatus(claim, { phase: 'Bound', accessModes, capacity: { storage } });
}

/** A deleted claim stays while a pod uses it. */
function release(world: World, claim: JsonObject, users: readonly JsonObject[]): void {
  if (users.length === 0) dropFinalizer(world, claim, 'kubernetes.io/pvc-protection');
}

/** A volume goes with its claim, if its policy says so. */
function reclaim(world: World, volume: JsonObject): void {
  const { namespace = '', name = '', uid = '' } = objectAt(volume, 'spec.claimRef');
  const claim = world.get('PersistentVolumeClaim', String(namespace), String(name));
  if (claim !== undefined && uidOf(claim) === uid) return;
  if (isTerminating(volume)) dropFinalizer(world, volume, 'kubernetes.io/pv-protection');
  else if (isObject(volume.spec) && name !== '') {
    if (stringAt(volume, 'spec.persistentVolumeReclaimPolicy') === 'Delete') world.remove(volume);
    else world.setStatus(volume, { phase: 'Released' });
  }
}

/** Takes a finalizer off; an object that waits for nothing else is gone then. */
export function dropFinalizer(world: World, object: JsonObject, finalizer: string): void {
  world.change(object, (live) => {
    const finalizers = listAt(live, 'metadata.finalizers').filter((it) => it !== finalizer);
    const { finalizers: _old, ...metadata } = objectAt(live, 'metadata');
    return { ...live, metadata: finalizers.length === 0 ? metadata : { ...metadata, finalizers } };
  });
}
