// Whether GPUs may sleep: the gate before the exporter, and the device plugin's health check.
import { GATED_EXPORTER } from '../../../shared/model/gpu-exporters/gate.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { maySleep } from '../../../shared/model/settings/gpu.ts';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { type Container, edited, POD_SPEC, withContainers } from '../manifests/edit.ts';
import type { Setting } from './setting.ts';

/** Its container, from 1.3.0 of the stack on. */
export const GATE = 'gate';
const PORT = 9835;
/** Of the exporter, for the gate's sake. */
const FOR_GATE = ['--web.listen-address=', '--nvidia-smi-command='];

/** With the gate as the manifests have it, or without, as it was before there was one: the exporter answers for itself, and is asked at every scrape. */
export const gpuSleep: Setting = (objects, { gpu }) => {
  if (maySleep(gpu) || !objects.some(hasGate)) return objects;
  return edited(objects, 'DaemonSet', GATED_EXPORTER, withoutGate).filter(
    ({ kind, metadata }) => kind !== 'ConfigMap' || metadata.name !== `${GATED_EXPORTER}-${GATE}`,
  );
};

/** The health check holds the driver open, and so it is off while GPUs may sleep. */
export const pluginHealthCheck: Setting = (objects, { gpu }) =>
  maySleep(gpu)
    ? objects
    : edited(objects, 'DaemonSet', 'nvidia-device-plugin', (object) =>
        withContainers(object, (container) =>
          withValueAt(
            container,
            ['env'],
            (valueAt(container, ['env']) as readonly { readonly name: string }[]).filter(
              ({ name }) => name !== 'DP_DISABLE_HEALTHCHECKS',
            ),
          ),
        ),
      );

/** Whether an object is the exporter's DaemonSet, with the gate. */
export function hasGate(object: KubeObject): boolean {
  const { kind, metadata } = object;
  const containers = valueAt(object, [...POD_SPEC, 'containers']);
  return (
    kind === 'DaemonSet' &&
    metadata.name === GATED_EXPORTER &&
    Array.isArray(containers) &&
    containers.some(({ name }: Container) => name === GATE)
  );
}

function withoutGate(object: KubeObject): KubeObject {
  const containers = valueAt(object, [...POD_SPEC, 'containers']) as readonly Container[];
  const alone = containers.filter(({ name }) => name !== GATE).map(withOwnPort);
  return [['initContainers'], ['volumes']].reduce<KubeObject>(
    (done, path) => withValueAt(done, [...POD_SPEC, ...path], undefined),
    withValueAt(object, [...POD_SPEC, 'containers'], alone),
  );
}

function withOwnPort(container: Container): Container {
  const { volumeMounts: _of, ...rest } = container;
  const args = (valueAt(container, ['args']) as readonly string[]).filter(
    (arg) => !FOR_GATE.some((start) => arg.startsWith(start)),
  );
  const probed = Object.entries({ startupProbe: 'healthy', livenessProbe: 'healthy', readinessProbe: 'ready' }).map(
    ([probe, path]) => {
      const { exec: _command, ...times } = valueAt(container, [probe]) as Readonly<Record<string, unknown>>;
      return [probe, { httpGet: { path: `/-/${path}`, port: 'http' }, ...times }];
    },
  );
  return {
    ...rest,
    args: [`--web.listen-address=:${PORT}`, ...args],
    ports: [{ name: 'http', containerPort: PORT }],
    ...Object.fromEntries(probed),
  };
}
