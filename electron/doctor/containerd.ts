// The link of containerd's configuration, which K3s writes at its start with the runtimes that it finds then.
import { readOf } from '../node-files/fact.ts';
import type { Facts } from './facts.ts';
import { broken, type Finding, ok, RESTART_K3S, seen, unknown } from './finding.ts';
import { NVIDIA_CLASS, tellingHandler } from './handlers.ts';
import { fixOf, waysOf } from './ways.ts';

const MEANING = 'Pods that ask for the runtime nvidia do not start.';

export function judgeContainerd(facts: Facts): Finding {
  const nodes = readOf(facts.cluster?.nodes) ?? [];
  if (nodes.length > 0 && nodes.every(({ runtime }) => runtime.startsWith('docker://'))) {
    const { containerd } = waysOf(facts);
    return broken(
      'docker',
      `Docker runs the containers here, and knows no RuntimeClass: ${containerd.order}.`,
      nodes.map(({ name, runtime }) => seen({ from: `Node ${name}` }, runtime)),
      {
        meaning: MEANING,
        fixes: fixOf(containerd),
      },
    );
  }
  const telling = tellingHandler(nodes, NVIDIA_CLASS);
  const { host } = facts;
  if (host === undefined || readOf(host.containerd) == null) {
    if (telling !== undefined) return ok('containerd has the runtime nvidia.', telling);
    const sentence =
      host === undefined
        ? 'Only the node itself tells of containerd’s configuration: run `odin doctor` there, as root.'
        : 'There is no configuration of K3s’ containerd that can be read here: run `sudo odin doctor`.';
    return unknown(sentence, host?.containerd);
  }
  const config = readOf(host.containerd);
  if (config == null) return unknown('containerd’s configuration cannot be read.', host.containerd);
  const names = Object.keys(config.runtimes);
  const evidence = seen(host.containerd, `runtimes: ${names.join(', ') || 'none but the usual'}`);
  if (NVIDIA_CLASS in config.runtimes) return ok('containerd has the runtime nvidia.', evidence);
  if (telling !== undefined) return ok('containerd has the runtime nvidia.', telling, evidence);
  const template = readOf(host.templates)?.find(({ keepsRuntimes }) => !keepsRuntimes);
  if (template !== undefined) {
    return broken(
      'templateHidesRuntime',
      'A template of containerd’s configuration leaves out the runtimes that K3s finds: let it take them over.',
      [evidence, seen({ from: template.path }, 'takes over no runtimes of K3s')],
      {
        meaning: MEANING,
        fixes: [
          {
            what: 'Put it aside, if nothing else stands in it; else begin it with {{ template "base" . }}',
            command: `sudo mv ${template.path} ${template.path}.old && sudo systemctl restart k3s`,
          },
        ],
      },
    );
  }
  const newer = readOf(host.toolkits)?.find(({ changedAt }) => changedAt > config.writtenAt);
  if (newer !== undefined) {
    return broken(
      'toolkitAfterStart',
      'The container toolkit was installed after K3s had started: restart K3s.',
      [evidence, seen({ from: newer.path }, 'is newer than containerd’s configuration')],
      { meaning: `K3s looks for it at its start alone. ${MEANING}`, fixes: [RESTART_K3S] },
    );
  }
  return broken(
    'noRuntime',
    'containerd has no runtime nvidia: restart K3s, which adds it where the toolkit is.',
    [evidence],
    {
      meaning: MEANING,
      fixes: [RESTART_K3S],
    },
  );
}
