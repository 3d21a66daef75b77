// The words of the page before the first cluster.

const NEXT: Readonly<Record<string, string>> & { readonly linux: string } = {
  linux: 'Put one at ~/.kube/config or name one in KUBECONFIG, then look again.',
  win32:
    'Rancher Desktop runs K3s and writes a kubeconfig by itself. For an NVIDIA GPU run K3s in WSL2, and copy its /etc/rancher/k3s/k3s.yaml to .kube\\config in your home folder. Then look again.',
  darwin:
    'Rancher Desktop runs K3s and writes a kubeconfig by itself; Lima (limactl start template:k3s) says where its own is. Then look again. A Mac has no NVIDIA GPU, so the GPU page stays empty.',
};

export const welcomeText = {
  titleNone: 'Choose a cluster',
  leadNone: 'ODIN installs and watches the monitoring stack on a Kubernetes cluster. Start with one of these.',
  titleUnreachable: (name: string) => `${name} does not answer`,
  demoTitle: 'Look around in the demo cluster',
  demoLead: 'A simulated K3s node with one GPU, inside the app. Install, look and break things: nothing real changes.',
  demoStart: 'Start the demo cluster',
  contextsTitle: 'Your kubeconfig contexts',
  noContexts: 'There is no kubeconfig on this machine yet.',
  /** By `process.platform`: where a cluster, and its kubeconfig, comes from. */
  noContextsNext: (platform: string) => NEXT[platform] ?? NEXT.linux,
  use: 'Use',
  tryAnyway: 'Try',
  check: 'Check',
  checkAbout: 'Asks whether it answers, as nobody: no credentials are used',
  runs: (command: string) => `Using it runs ${command} for credentials.`,
  reads: (paths: readonly string[]) => `Using it reads ${paths.join(', ')}.`,
  checking: 'Checking…',
  lookAgain: 'Look again',
  waiting: 'Looking for clusters…',
} as const;
