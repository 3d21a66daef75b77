// The links of the RuntimeClass that names NVIDIA's runtime, and of the handler behind it.

import type { DoctorLink } from '../../shared/model/doctor.ts';
import { readOf } from '../node-files/fact.ts';
import type { Facts } from './facts.ts';
import { broken, type Finding, ok, seen, unknown } from './finding.ts';
import { NVIDIA_CLASS, tellingHandler } from './handlers.ts';
import { saidByPods } from './said.ts';
import { fixOf, gpuWay, waysOf, withGuide } from './ways.ts';

/** containerd's words, and CRI-O's. */
const NO_RUNTIME =
  /no runtime for "[^"]*" is configured|runtime ?handler "?[\w.-]+"? not (?:supported|found)|failed to find runtime handler/i;

const MAKE_CLASS = {
  what: 'Make the class',
  command:
    "printf 'apiVersion: node.k8s.io/v1\\nkind: RuntimeClass\\nmetadata: {name: nvidia}\\nhandler: nvidia\\n' | kubectl apply -f -",
};

export function judgeRuntimeClass(facts: Facts): Finding {
  const { cluster } = facts;
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
  const { order, fixes } = classWay(facts);
  return broken('noRuntimeClass', `RuntimeClass nvidia is missing: ${order}.`, [evidence], {
    meaning: 'The stack leaves its GPU parts out where it is missing.',
    fixes,
  });
}

function classWay(facts: Facts): { readonly order: string; readonly fixes: DoctorLink['fixes'] } {
  const { runtimeClass, restart } = waysOf(facts);
  const way = gpuWay(facts);
  if (runtimeClass === 'restart') return { order: `${restart.order}, which makes it`, fixes: fixOf(restart) };
  if (runtimeClass === 'gpu') return { order: way.order, fixes: fixOf(way) };
  return { order: 'make it, once the runtime knows NVIDIA’s toolkit', fixes: [...fixOf(way), MAKE_CLASS] };
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
    `RuntimeClass nvidia is there, and no node has its handler ${handler}: ${gpuWay(facts).order}.`,
    refused === undefined ? told : [refused, ...told],
    {
      meaning: withGuide(
        'A class is there whether a runtime is or not. Pods that ask for it do not start.',
        gpuWay(facts),
      ),
      fixes: [...fixOf(gpuWay(facts)), ...fixOf(waysOf(facts).restart)],
    },
  );
}
