// The words of the page before the first cluster.

export const welcomeText = {
  titleNone: 'Choose a cluster',
  leadNone: 'ODIN installs and watches the monitoring stack on a Kubernetes cluster. Start with one of these.',
  titleUnreachable: (name: string) => `${name} does not answer`,
  demoTitle: 'Look around in the demo cluster',
  demoLead: 'A simulated K3s node with one GPU, inside the app. Install, look and break things: nothing real changes.',
  demoStart: 'Start the demo cluster',
  contextsTitle: 'Your kubeconfig contexts',
  noContexts: 'There is no kubeconfig on this machine yet.',
  noContextsNext: 'Put one at ~/.kube/config or name one in KUBECONFIG, then look again.',
  use: 'Use',
  tryAnyway: 'Try',
  checking: 'Checking…',
  lookAgain: 'Look again',
  waiting: 'Looking for clusters…',
} as const;
