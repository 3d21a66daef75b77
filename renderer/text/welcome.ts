// The words of the page before the first cluster.
import { HOST_CHECK_TITLES } from '../../shared/model/host-checks.ts';
import { K3S_KUBECONFIG } from '../../shared/model/k3s.ts';

/** By `process.platform`: where a cluster comes from that K3s' own installer cannot make. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  win32:
    'Rancher Desktop runs K3s and writes a kubeconfig by itself. For an NVIDIA GPU run K3s in WSL2 (systemd=true in its /etc/wsl.conf), and copy its /etc/rancher/k3s/k3s.yaml to .kube\\config in your home folder.',
  darwin:
    'Rancher Desktop runs K3s and writes a kubeconfig by itself; Lima (limactl start template:k3s) says where its own is. A Mac has no NVIDIA GPU, so the GPU page stays empty.',
};

export const welcomeText = {
  k3sTitle: 'Install K3s on this laptop',
  /** Undefined on Linux, where it can be installed, and where nothing is known. */
  k3sElsewhere: (platform: string) => ELSEWHERE[platform],
  k3sLead: 'A whole Kubernetes cluster as one service.',
  k3sInstalled: 'K3s is installed.',
  k3sCopyAbout: 'A copy of its kubeconfig that you alone can read, for K3s’ own is root’s.',
  hostLooking: 'Looking at this machine…',
  hostAll: (count: number) => `All ${count} checks`,
  hostSteps: (version: string) => `K3s ${version}: run these lines in a terminal.`,
  hostChanges: 'What they change on this machine',
  hostChecks: HOST_CHECK_TITLES,
  hostLevels: { ok: 'Ready', warning: 'Look', blocker: 'In the way', unknown: 'Not seen' },
  k3sWaiting: 'Waiting for it…',
  k3sWaitingAbout: `There is nothing at ${K3S_KUBECONFIG} yet.`,
  k3sWaitingForCopy: 'Waiting for the copy…',
  k3sThere: 'K3s is here',
  k3sThereAbout: (context: string) => `Your kubeconfig leads to it as ${context}.`,
  k3sUse: 'Use K3s',
  titleNone: 'Choose a cluster',
  leadNone: 'ODIN installs and watches the monitoring stack on a Kubernetes cluster. Start with one of these.',
  titleUnreachable: (name: string) => `${name} does not answer`,
  demoTitle: 'Look around in the demo cluster',
  demoLead: 'A simulated K3s node with one GPU, inside the app. Install, look and break things: nothing real changes.',
  demoStart: 'Start the demo cluster',
  contextsTitle: 'Your kubeconfig contexts',
  noContexts: 'There is no kubeconfig on this machine yet.',
  noContextsNext: 'Put one at ~/.kube/config or name one in KUBECONFIG.',
  use: 'Use',
  tryAnyway: 'Try',
  check: 'Check',
  checkAbout: 'Asks whether it answers, as nobody: no credentials are used',
  runs: (command: string) => `Using it runs ${command} for credentials.`,
  reads: (paths: readonly string[]) => `Using it reads ${paths.join(', ')}.`,
  startingDemo: 'Starting the demo cluster…',
  checking: 'Checking…',
  lookAgain: 'Look again',
  openFile: 'Open a file…',
  openFileAbout: 'A kubeconfig somewhere else: it is read, never written to',
  openFileFailed: 'The file could not be opened',
  waiting: 'Looking for clusters…',
} as const;
