// The links of the device files and of NVIDIA's container toolkit, both on the node itself.

import { readOf } from '../node-files/fact.ts';
import { isWsl } from './driver.ts';
import type { Facts } from './facts.ts';
import { broken, type Finding, ok, seen, unknown } from './finding.ts';
import type { HostFacts } from './host-facts.ts';
import { saidByPods } from './said.ts';
import { fixOf, gpuWay, waysOf, withGuide } from './ways.ts';

const ON_NODE = 'run `odin doctor` there';
/** Where GPU Operator puts its own, and where K3s looks first. */
const OPERATORS = '/usr/local/nvidia/toolkit/';
const LEGACY = /Auto-detected mode as ['"‘]?legacy/i;

export function judgeDeviceFiles({ host }: Facts): Finding {
  if (host === undefined) return unknown(`Only the node itself tells of its device files: ${ON_NODE}.`);
  const names = readOf(host.devices);
  if (names === undefined) return unknown('The device files cannot be read.', host.devices);
  const evidence = seen(host.devices, names.join(', ') || 'none of NVIDIA');
  if (isWsl(host)) return ok('WSL2’s device file is there.', evidence);
  const hasGpu = names.some((name) => /^nvidia\d+$/.test(name));
  if (hasGpu && names.includes('nvidiactl')) return ok('The device files are there.', evidence);
  const isDriverThere = readOf(host.driver);
  if (isDriverThere == null)
    return unknown('There are no device files; whether a driver is, is not known.', host.driver);
  return broken(
    'noDeviceFiles',
    'The driver is loaded, and its device files are not there: make them.',
    [evidence, seen(host.driver, isDriverThere)],
    {
      meaning: 'Containers are lent the GPU by these files.',
      fixes: [{ what: 'Make them', command: 'sudo nvidia-modprobe -c=0 -u' }],
    },
  );
}

export function judgeToolkit(facts: Facts): Finding {
  const legacy = saidByPods(facts, LEGACY);
  if (legacy !== undefined) return judgeLegacy(facts, legacy);
  const { host } = facts;
  if (host === undefined) return unknown(`Only the node itself tells of its container toolkit: ${ON_NODE}.`);
  const found = readOf(host.toolkits);
  if (found === undefined) return unknown('Whether the container toolkit is there cannot be read.', host.toolkits);
  const [first] = found;
  if (first === undefined) {
    return broken(
      'noToolkit',
      `NVIDIA’s container toolkit is not installed: ${toolkitOrder(facts)}.`,
      [seen(host.toolkits, 'none')],
      {
        meaning: withGuide('It lends the GPU to containers.', gpuWay(facts)),
        fixes: fixOf(gpuWay(facts)),
      },
    );
  }
  if (isStale(facts, host)) {
    return broken(
      'staleToolkit',
      `K3s takes ${first.path}, left by a GPU Operator that is gone: remove it, and restart K3s.`,
      [seen(host.toolkits, found.map(({ path }) => path).join(', ')), seen(host.containerd, programsIn(host))],
      {
        meaning: `It stands before /usr/bin, and fits the driver of its own time. The one of this system is ${found[1]?.path}.`,
        fixes: [
          {
            what: 'Put it aside, and let K3s find the other',
            command: 'sudo mv /usr/local/nvidia/toolkit /usr/local/nvidia/toolkit.old && sudo systemctl restart k3s',
          },
        ],
      },
    );
  }
  return ok('The container toolkit is installed.', seen(host.toolkits, found.map(({ path }) => path).join(', ')));
}

function toolkitOrder(facts: Facts): string {
  const { runtimeClass, restart } = waysOf(facts);
  return runtimeClass === 'gpu' ? gpuWay(facts).order : `install it, and ${restart.order}`;
}

function judgeLegacy(facts: Facts, said: Parameters<typeof seen>[0] & { readonly says: string }): Finding {
  const { host } = facts;
  const mode = readOf(host?.toolkitMode);
  const evidence = host === undefined || mode == null ? [said] : [said, seen(host.toolkitMode, `mode ${mode}`)];
  return broken(
    'legacyMode',
    'The container toolkit is old, or set to its old mode, and fails in it: use CDI.',
    evidence,
    {
      meaning: 'In mode legacy it looks for the driver in a way that newer drivers and kernels break.',
      fixes: [
        {
          what: 'Describe the GPUs by CDI, and use that',
          command:
            'sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml && sudo nvidia-ctk config --in-place --set nvidia-container-runtime.mode=cdi',
        },
        ...fixOf(waysOf(facts).restart),
        {
          what: 'Or update the toolkit: from 1.20 on CDI is its usual mode',
          command: 'sudo apt-get install --only-upgrade nvidia-container-toolkit',
        },
      ],
    },
  );
}

/** Only where it is known that K3s took it, that nobody keeps it up to date, and that there is another. */
function isStale({ cluster }: Facts, { toolkits, containerd }: HostFacts): boolean {
  const paths = readOf(toolkits)?.map(({ path }) => path) ?? [];
  const others = paths.filter((path) => !path.startsWith(OPERATORS));
  const isTaken = Object.values(readOf(containerd)?.runtimes ?? {}).some((program) => program.startsWith(OPERATORS));
  return isTaken && others.length > 0 && others.length < paths.length && readOf(cluster?.hasOperator) === false;
}

function programsIn({ containerd }: HostFacts): string {
  return Object.values(readOf(containerd)?.runtimes ?? {})
    .filter(Boolean)
    .join(', ');
}
