// The reach of a pod: what leads out of it, and what runs in it then, for another image is another reach.
// Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
import { type Json, record, records, text } from '../../../shared/json.ts';
import { canonical, hashOf } from '../fields/canonical.ts';

/** Volumes of the pod itself, or of its namespace. */
const PLAIN_VOLUMES = new Set(['name', 'configMap', 'downwardAPI', 'emptyDir', 'ephemeral']);
const NAMED_VOLUMES = new Set(['persistentVolumeClaim', 'projected', 'secret']);

/**
 * One text for each thing; none for a pod that stays inside of itself.
 *
 * @param template a pod, or a template of one
 * @param claims templates of its volumes
 * @param origin `isUnknown`: nobody here knows who chose it, so that what runs counts by itself
 */
export function podReach(template: unknown, claims: unknown, origin: { readonly isUnknown?: boolean }): string[] {
  const { metadata, spec } = record(template);
  const pod = record(spec);
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) => records(pod[field]));
  const isUnknown = origin.isUnknown === true;
  const reach = [
    ...['hostPID', 'hostIPC', 'hostNetwork'].filter((field) => pod[field] === true),
    ...records(pod.volumes).flatMap((volume) => volumeReach(volume, isUnknown)),
    ...[pod, ...containers].flatMap(({ securityContext }) => contextReach(record(securityContext))),
    ...containers.flatMap(({ ports }) =>
      records(ports).flatMap(({ hostPort }) => (hostPort ? [`port ${hostPort}`] : [])),
    ),
    ...unconfinedIn(record(record(metadata).annotations)),
    ...[text(pod.serviceAccountName) || text(pod.serviceAccount)].filter((name) => name !== '' && name !== 'default'),
    ...(isUnknown ? records(claims).map((claim) => `claims ${text(record(claim.metadata).name)}`) : []),
  ];
  const isRun = reach.length > 0 || (isUnknown && containers.length > 0);
  return isRun ? [...reach, `run ${hashOf(containers)}`] : [];
}

function volumeReach(volume: Json, isUnknown: boolean): string[] {
  return Object.entries(volume).flatMap(([source, value]) => {
    if (PLAIN_VOLUMES.has(source)) return [];
    return NAMED_VOLUMES.has(source) && !isUnknown ? [] : [`${source} ${canonical(value)}`];
  });
}

/** Of a pod, or a container of it. */
function contextReach(context: Json): string[] {
  const { privileged, capabilities, procMount, seLinuxOptions, sysctls, windowsOptions } = context;
  const added = record(capabilities).add;
  const profiles = ['seccompProfile', 'appArmorProfile'].filter(
    (field) => text(record(context[field]).type) === 'Unconfined',
  );
  return [
    ...(privileged === true ? ['privileged'] : []),
    ...(Array.isArray(added) ? added.map(String) : []),
    ...(procMount === 'Unmasked' ? ['procMount'] : []),
    ...(record(windowsOptions).hostProcess === true ? ['hostProcess'] : []),
    ...[seLinuxOptions, sysctls].flatMap((one) => (one === undefined ? [] : [canonical(one)])),
    ...profiles,
  ];
}

/** The older way to say so. */
function unconfinedIn(annotations: Json): string[] {
  return Object.keys(annotations).filter(
    (name) => name.startsWith('container.apparmor.security.beta.kubernetes.io/') && annotations[name] === 'unconfined',
  );
}
