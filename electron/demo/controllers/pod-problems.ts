// Problems that keep a pod's containers from starting although nothing was scripted: what it refers to is not there.
import { isObject, type JsonObject, listAt, numberAt, stringAt, valueAt } from '../store/json.ts';
import { namespaceOf, type World } from './world.ts';

/** Why the pod's volumes can't be mounted, in the kubelet's words; undefined when they can. */
export function mountProblem(world: World, pod: JsonObject, isClaimBroken: boolean): string | undefined {
  for (const volume of listAt(pod, 'spec.volumes')) {
    const name = stringAt(volume, 'name');
    const failed = (why: string) => `MountVolume.SetUp failed for volume "${name}" : ${why}`;
    const configMap = stringAt(volume, 'configMap.name');
    if (
      configMap !== '' &&
      valueAt(volume, 'configMap.optional') !== true &&
      !has(world, pod, 'ConfigMap', configMap)
    ) {
      return failed(`configmap "${configMap}" not found`);
    }
    const secret = stringAt(volume, 'secret.secretName');
    if (secret !== '' && valueAt(volume, 'secret.optional') !== true && !has(world, pod, 'Secret', secret)) {
      return failed(`secret "${secret}" not found`);
    }
    const claimName = stringAt(volume, 'persistentVolumeClaim.claimName');
    if (claimName !== '' && isClaimBroken) {
      const claim = world.get('PersistentVolumeClaim', namespaceOf(pod), claimName);
      const path = `/var/lib/rancher/k3s/storage/${stringAt(claim, 'spec.volumeName')}_${namespaceOf(pod)}_${claimName}`;
      const why = `hostPath type check failed: ${path} is not a directory`;
      return `MountVolume.SetUp failed for volume "${stringAt(claim, 'spec.volumeName')}" : ${why}`;
    }
  }
  return undefined;
}

/** Why a container's environment can't be made; undefined when it can. */
export function configProblem(world: World, pod: JsonObject, container: JsonObject): string | undefined {
  for (const variable of listAt(container, 'env')) {
    for (const [field, kind] of [
      ['secretKeyRef', 'Secret'],
      ['configMapKeyRef', 'ConfigMap'],
    ] as const) {
      const reference = valueAt(variable, `valueFrom.${field}`);
      if (!isObject(reference) || reference.optional === true) continue;
      const name = stringAt(reference, 'name');
      const key = stringAt(reference, 'key');
      const found = world.get(kind, namespaceOf(pod), name);
      if (found === undefined) return `${kind.toLowerCase()} "${name}" not found`;
      const data = valueAt(found, 'data');
      if (!isObject(data) || data[key] === undefined) {
        const article = kind === 'Secret' ? 'Secret' : 'ConfigMap';
        return `couldn't find key ${key} in ${article} ${namespaceOf(pod)}/${name}`;
      }
    }
  }
  for (const source of listAt(container, 'envFrom')) {
    for (const [field, kind] of [
      ['secretRef', 'Secret'],
      ['configMapRef', 'ConfigMap'],
    ] as const) {
      const name = stringAt(source, `${field}.name`);
      if (name !== '' && valueAt(source, `${field}.optional`) !== true && !has(world, pod, kind, name)) {
        return `${kind.toLowerCase()} "${name}" not found`;
      }
    }
  }
  return undefined;
}

function has(world: World, pod: JsonObject, kind: string, name: string): boolean {
  return world.get(kind, namespaceOf(pod), name) !== undefined;
}

/** How long after its start a container is ready: its probe's first delay and a moment (simulated). */
export function readyAfterMs(container: JsonObject): number {
  const probe = valueAt(container, 'readinessProbe') ?? valueAt(container, 'startupProbe');
  return isObject(probe) ? numberAt(probe, 'initialDelaySeconds') * 1000 + 1200 : 0;
}

/** What a failing readiness probe says. */
export function probeMessage(container: JsonObject, podIP: string): string {
  const probe = valueAt(container, 'readinessProbe');
  if (isObject(valueAt(probe, 'httpGet'))) return 'Readiness probe failed: HTTP probe failed with statuscode: 503';
  const port = valueAt(probe, 'tcpSocket.port');
  return `Readiness probe failed: dial tcp ${podIP}:${String(port ?? 80)}: connect: connection refused`;
}
