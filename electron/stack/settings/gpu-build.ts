// The build of a GPU exporter that the settings choose, in the place of the manifests' own.
import type { ExporterBuild, GpuExporter } from '../../../shared/model/gpu-exporters/row.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { edited, POD_SPEC, withContainers } from '../manifests/edit.ts';
import type { Setting } from './setting.ts';

const LABELS = ['metadata', 'labels'];

/** The setting for one exporter. */
export function exporterBuild({ component, choices }: GpuExporter): Setting {
  return (objects, { gpu }) => {
    const build = choices.find(({ value }) => value === gpu.exporter)?.build;
    return build === undefined
      ? objects
      : edited(objects, 'DaemonSet', component, (object) => withBuild(object, component, build));
  };
}

/** The same version's image. */
function withBuild(object: KubeObject, name: string, { suffix, architecture, args }: ExporterBuild): KubeObject {
  const placed = withValueAt(object, [...POD_SPEC, 'nodeSelector'], { 'kubernetes.io/arch': architecture });
  const labelled = [LABELS, ['spec', 'template', ...LABELS]].reduce((done, labels) => {
    const path = [...labels, 'app.kubernetes.io/version'];
    return withValueAt(done, path, `${valueAt(done, path)}${suffix}`);
  }, placed);
  return withContainers(labelled, (container) =>
    container.name !== name
      ? container
      : {
          ...container,
          image: `${container.image}${suffix}`,
          args: [...(valueAt(container, ['args']) as readonly string[]), ...args],
        },
  );
}
