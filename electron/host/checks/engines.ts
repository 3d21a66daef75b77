// Checks of what is here already: another Kubernetes, Docker.
import { readOf } from '../../node-files/fact.ts';
import type { Engine, EngineName, MachineFacts } from '../facts/machine-facts.ts';
import { blocker, judged, type Outcome, ok } from './outcome.ts';

const NAMES: Readonly<Record<Exclude<EngineName, 'docker'>, string>> = {
  k3s: 'K3s',
  'k3s-agent': 'K3s as an agent of another server',
  rke2: 'RKE2',
  microk8s: 'MicroK8s',
  k0s: 'k0s',
  kubelet: 'A Kubernetes node (kubeadm)',
};

export function checkKubernetes({ engines }: MachineFacts): Outcome {
  return judged(engines, (all) => {
    const found = all.find((engine): engine is Engine & { name: keyof typeof NAMES } => engine.name !== 'docker');
    if (found === undefined) return ok('No other Kubernetes is on this machine.');
    const sentence = `${NAMES[found.name]} is on this machine already (${found.path})`;
    return found.name === 'k3s'
      ? ok(`${sentence}.`)
      : blocker(`${sentence}, and takes the same ports and networks: use that one, or remove it first.`);
  });
}

export function checkDocker(facts: MachineFacts): Outcome {
  return judged(facts.engines, (all) =>
    all.some(({ name }) => name === 'docker')
      ? ok('Docker is here, and stays as it is: K3s has a containerd of its own.')
      : ok('Docker is not here, and is not needed.'),
  );
}

/** Whether K3s itself is here: its own ports are no stranger’s then. */
export function hasK3s(facts: MachineFacts): boolean {
  return readOf(facts.engines)?.some(({ name }) => name === 'k3s') === true;
}
