// The environment variables and the files that the manual page of `odin` names: what it reads of its surroundings.

/** A name as it stands, and what it is for. */
type Named = readonly [name: string, what: string];

export const ENVIRONMENT: readonly Named[] = [
  [
    'KUBECONFIG',
    'the kubeconfig files, separated by colons (default: `~/.kube/config`); `--kubeconfig` takes one alone',
  ],
  ['HTTPS_PROXY, HTTP_PROXY, NO_PROXY', 'the proxy to the cluster, as kubectl reads them; in lower case too'],
  ['NO_COLOR', 'no colours, where it is set to anything'],
  ['FORCE_COLOR', 'colours into a pipe too; 0: none'],
  ['TERM', 'dumb: no colours, and no line that is drawn again'],
  ['ODIN_STATE_DIR', 'the folder of all that is kept on this machine, in place of those below FILES'],
  ['XDG_STATE_HOME', 'the folder that this one stands in (default: `~/.local/state`)'],
  ['ODIN_LOG_LEVEL', 'what is written into the log: debug, info (the default), warn or error'],
  ['ODIN_DEBUG', 'prints the stack of a defect, where it is set to anything'],
  ['ODIN_DEMO_SPEED', 'how many times faster than a real one the demo cluster pulls, starts and waits (default: 1)'],
];

export const FILES: readonly Named[] = [
  ['~/.kube/config', 'the kubeconfig, as for kubectl; it is read and never written'],
  ['~/.kube/k3s.yaml', 'a private copy of the kubeconfig of K3s'],
  ['/etc/rancher/k3s/k3s.yaml', "K3s' own, where there is no such copy"],
  ['~/.local/state/odin/', 'what is kept on this machine, of the window and of `odin`'],
  ['~/.local/state/odin/log/odin.log', 'the log of both, without secrets; three older ones lie beside it'],
];
