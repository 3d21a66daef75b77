// The links of the RuntimeClass that names NVIDIA's runtime, and of the handler behind it.
import { readOf } from '../node-files/fact.ts';
import type { Facts } from './facts.ts';
import { broken, type Finding, INSTALL_TOOLKIT, ok, RESTART_K3S, seen, unknown } from './finding.ts';
import { NVIDIA_CLASS, tellingHandler } from './handlers.ts';
import { saidByPods } from './said.ts';

/** containerd's words, and CRI-O's. */
const NO_RUNTIME =
  /no runtime for "[^"]*" is configured|runtime ?handler "?[\w.-]+"? not (?:supported|found)|failed to find runtime handler/i;

export function judgeRuntimeClass({ cluster }: Facts): Finding {
  const classes = readOf(cluster?.runtimeClasses);
  if (cluster === undefined || classes === undefined) {
    return unknown('Which RuntimeClasses there are cannot be read.', cluster?.runtimeClasses);
  }
  const found = classes.find(({ name }) => name === NVIDIA_CLASS);
  if (found !== undefined) {
    return ok('RuntimeClass nvidia is there.', seen(cluster.runtimeClasses, `nvidia, for handler ${found.handler}`));
  }
  const evidence = seen(cluster.runtimeClasses, classes.map(({ name }) => name).join(', ') || 'none');
  if (readOf(cluster.hasOperator) === true) {
    return broken(
      'classTakenByNri',
      'GPU Operator lends GPUs by NRI here, and took RuntimeClass nvidia away, which the stack needs.',
      [evidence, seen(cluster.hasOperator, 'is there')],
      {
        meaning: 'With its NRI plug-in GPU Operator makes no RuntimeClass, and the stack leaves its GPU parts out.',
        fixes: [
          {
            what: 'Let it make the class: switch its NRI plug-in off',
            command:
              'kubectl patch clusterpolicies.nvidia.com/cluster-policy --type=merge -p \'{"spec":{"cdi":{"nriPluginEnabled":false}}}\'',
          },
        ],
      },
    );
  }
  return broken('noRuntimeClass', 'RuntimeClass nvidia is missing: restart K3s, which makes it.', [evidence], {
    meaning: 'The stack leaves its GPU parts out where it is missing.',
    fixes: [
      RESTART_K3S,
      {
        what: 'Where it is not K3s, make it',
        command:
          "printf 'apiVersion: node.k8s.io/v1\\nkind: RuntimeClass\\nmetadata: {name: nvidia}\\nhandler: nvidia\\n' | kubectl apply -f -",
      },
    ],
  });
}

export function judgeHandler(facts: Facts): Finding {
  const { cluster } = facts;
  const handler = readOf(cluster?.runtimeClasses)?.find(({ name }) => name === NVIDIA_CLASS)?.handler ?? NVIDIA_CLASS;
  const nodes = readOf(cluster?.nodes) ?? [];
  const telling = tellingHandler(nodes, handler);
  if (telling !== undefined) return ok(`A node has the handler ${handler}.`, telling);
  const refused = saidByPods(facts, NO_RUNTIME);
  const silent = nodes.filter(({ handlers }) => handlers === undefined);
  if (refused === undefined && (nodes.length === 0 || silent.length > 0)) {
    return unknown('No node tells which handlers it has, and no pod was refused for one.', cluster?.nodes);
  }
  const told = nodes.map(({ name, handlers }) =>
    seen(
      { from: `Node ${name}` },
      handlers === undefined
        ? 'tells no handlers'
        : `handlers: ${handlers.filter(Boolean).join(', ') || 'the usual one'}`,
    ),
  );
  return broken(
    'noHandler',
    `RuntimeClass nvidia is there, and no node has its handler ${handler}: install the toolkit, and restart K3s.`,
    refused === undefined ? told : [refused, ...told],
    {
      meaning: `K3s makes the class whether it found the runtime or not. Pods that ask for it do not start.`,
      fixes: [
        {
          what: 'See what containerd has',
          command: 'sudo grep -A2 nvidia /var/lib/rancher/k3s/agent/etc/containerd/config.toml',
        },
        INSTALL_TOOLKIT,
        RESTART_K3S,
      ],
    },
  );
}
