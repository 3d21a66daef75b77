// The GPU exporter that asks the driver's library, NVML, in the place of nvidia-smi.
import type { KubeObject } from '../../../shared/model/object.ts';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { edited, POD_SPEC, type Setting, withContainers } from '../manifests/edit.ts';

const NAME = 'nvidia-gpu-exporter';
const LABELS = ['metadata', 'labels'];

/** The same version's image with that backend, which there is for amd64 alone; PCIe traffic it tells only when asked to. */
export const nvml: Setting = (objects, { gpu }) =>
  gpu.exporter === 'nvidia-gpu-exporter-nvml' ? edited(objects, 'DaemonSet', NAME, withBackend) : objects;

function withBackend(object: KubeObject): KubeObject {
  const placed = withValueAt(object, [...POD_SPEC, 'nodeSelector'], { 'kubernetes.io/arch': 'amd64' });
  const labelled = [LABELS, ['spec', 'template', ...LABELS]].reduce((done, labels) => {
    const path = [...labels, 'app.kubernetes.io/version'];
    return withValueAt(done, path, `${valueAt(done, path)}-nvml`);
  }, placed);
  return withContainers(labelled, (container) => ({
    ...container,
    image: `${container.image}-nvml`,
    args: [...(valueAt(container, ['args']) as readonly string[]), '--collect.pcie-throughput'],
  }));
}
