// The handlers that nodes say they have: the runtimes of their containerd, by name.
import type { DoctorEvidence } from '../../shared/model/doctor.ts';
import type { NodeFacts } from './facts.ts';
import { seen } from './finding.ts';

/** The RuntimeClass that the stack's GPU parts ask for, and K3s' name of NVIDIA's runtime. */
export const NVIDIA_CLASS = 'nvidia';

/** The first node that has it; undefined where none says so. */
export function tellingHandler(nodes: readonly NodeFacts[], handler: string): DoctorEvidence | undefined {
  const node = nodes.find(({ handlers }) => handlers?.includes(handler));
  return node === undefined
    ? undefined
    : seen({ from: `Node ${node.name}` }, `handlers: ${node.handlers?.filter(Boolean).join(', ')}`);
}
