// Every word that a person reads on the page, in one place, so that it can be translated. Sentence case, no exclamation marks.

import type { ChangeOp } from '../shared/model/change-op.ts';
import type { HealthState } from '../shared/model/health.ts';
import { count } from './format/count.ts';
import { alertText } from './text-alerts.ts';
import { diagnosticsText } from './text-diagnostics.ts';
import { settingsText } from './text-settings.ts';
import { stackText } from './text-stack.ts';

export const text = {
  product: 'ODIN',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  copied: 'Copied',
  copy: (what: string) => `Copy ${what}`,
  none: '–',
  loadingPage: 'Opening the page…',
  connecting: (cluster: string) => `Connecting to ${cluster}…`,

  nav: {
    label: 'Pages',
    overview: 'Overview',
    gpu: 'GPU',
    stack: 'Stack',
    skip: 'Skip to the page',
    noTray: 'This desktop shows no tray icon: closing the window quits.',
  },

  header: {
    chooseCluster: 'Choose a cluster',
    noCluster: 'No cluster chosen',
    connecting: 'Connecting…',
    unreachable: 'Does not answer',
    demo: 'Demo',
    demoName: 'Demo cluster',
    demoAbout: 'A simulated cluster inside the app. Nothing on this machine changes.',
    facts: (distribution: string, version: string, nodes: number) =>
      `${distribution} ${version} · ${count(nodes, 'node', 'nodes')}`,
    current: 'current',
    noContexts: 'No contexts in this file.',
    noFiles: 'No kubeconfig was found.',
    builtIn: 'Built in',
    openPrometheus: 'Open Prometheus',
    openGrafana: 'Open Grafana',
    opening: (name: string) => `Opening ${name}…`,
    needsCluster: 'Choose a cluster first',
    needsStack: 'Install the stack first',
    commands: 'Run a command',
    commandsKey: 'Ctrl K',
  },

  password: {
    open: 'Grafana password',
    user: 'User',
    password: 'Password',
    hidden: 'Hidden',
    show: 'Show for 30 s',
    hide: 'Hide',
    copy: 'Copy password',
    copied: 'The Grafana password is on the clipboard',
    hidesIn: (seconds: number) => `Hides in ${seconds} s`,
  },

  theme: { label: 'Theme', system: 'System', light: 'Light', dark: 'Dark' },

  commands: {
    title: 'Run a command',
    placeholder: 'Type what you want to do',
    nothing: 'No command has these words.',
    go: (page: string) => `Go to ${page}`,
    use: (cluster: string) => `Use ${cluster}`,
    theme: (name: string) => `Theme: ${name}`,
  },

  failed: {
    openForward: (name: string) => `${name} could not be opened`,
    password: 'The Grafana password could not be read',
    select: 'The cluster could not be chosen',
    theme: 'The theme could not be kept',
    cancel: 'The change could not be cancelled',
    apply: 'The plan was not applied',
    crash: 'This page stopped working',
  },

  welcome: {
    titleNone: 'Choose a cluster',
    leadNone: 'ODIN installs and watches the monitoring stack on a Kubernetes cluster. Start with one of these.',
    titleUnreachable: (name: string) => `${name} does not answer`,
    demoTitle: 'Look around in the demo cluster',
    demoLead:
      'A simulated K3s node with one GPU, inside the app. Install, look and break things: nothing real changes.',
    demoStart: 'Start the demo cluster',
    contextsTitle: 'Your kubeconfig contexts',
    noContexts: 'There is no kubeconfig on this machine yet.',
    noContextsNext: 'Put one at ~/.kube/config or name one in KUBECONFIG, then look again.',
    noContextInFiles: 'These files hold no context.',
    use: 'Use',
    tryAnyway: 'Try',
    checking: 'Checking…',
    lookAgain: 'Look again',
    waiting: 'Looking for clusters…',
    lastSeen: (age: string) => `Last seen ${age} ago.`,
  },

  overview: {
    loading: 'Reading the cluster’s services and pods…',
    failed: 'The cluster’s state could not be read',
    summary: (namespace: string, pods: number) => `${count(pods, 'pod', 'pods')} in namespace ${namespace}`,
    lost: 'This is how it was when the cluster was last seen.',
    services: 'Services',
    pods: 'Pods',
    service: 'Service',
    pod: 'Pod',
    health: 'Health',
    ports: 'Ports',
    ready: 'Ready',
    behind: 'Behind it',
    restarts: 'Restarts',
    age: 'Age',
    node: 'Node',
    nothingBehind: 'Nothing',
    more: (n: number) => `and ${n} more`,
    readyOf: (ready: number, total: number) => `${ready} of ${total}`,
    notReady: 'not ready',
    stale: (age: string) => `Last seen ${age} ago.`,
    emptyTitle: 'The stack is not installed',
    emptyReason: (namespace: string) =>
      `Nothing of it is in namespace ${namespace}. The Stack page shows every object before anything is created.`,
    emptyAction: 'See what would be installed',
    noServices: 'There are no services in this namespace.',
    noPods: 'There are no pods in this namespace.',
    noUnhealthyPods: 'Every pod is healthy.',
    filter: 'Which pods',
    all: (n: number) => `All ${n}`,
    unhealthy: (n: number) => `Not healthy ${n}`,
    evidence: 'What Kubernetes says',
  },

  alerts: alertText,

  health: {
    Current: 'Healthy',
    InProgress: 'In progress',
    Failed: 'Failed',
    Terminating: 'Stopping',
    NotFound: 'Not there',
    Unknown: 'Unknown',
  } satisfies Record<HealthState, string>,

  gpu: {
    title: 'GPU',
    gpus: (n: number) => count(n, 'GPU', 'GPUs'),
    none: 'No GPU is reported',
    noneReason: 'The cluster’s exporters report no GPU. The charts of the node are below.',
    driver: (version: string) => `driver ${version}`,
    range: 'Time range',
    ranges: { 900: '15 min', 3600: '1 h', 21600: '6 h', 86400: '24 h' },
    loading: 'Asking Prometheus…',
    failed: 'The metrics could not be read',
    stale: 'The charts are not renewed.',
    renewed: (age: string) => `Last renewed ${age} ago.`,
    utilization: 'Utilisation',
    memory: 'Memory',
    temperature: 'Temperature',
    power: 'Power',
    nodeCpu: 'Node CPU',
    nodeMemory: 'Node memory',
    ofLimit: (limit: string) => `of ${limit}`,
    notExported: 'Not exported by this GPU',
    notExportedNode: 'Not exported by this node',
    noData: 'No samples in this time range',
    noValue: 'No sample now',
    chart: (name: string, value: string) => `${name}: ${value} now`,
    chartsLabel: 'Charts',
  },

  ops: {
    created: 'created',
    configured: 'configured',
    unchanged: 'unchanged',
    replaced: 'replaced',
    deleted: 'deleted',
    kept: 'kept',
    skipped: 'skipped',
  } satisfies Record<ChangeOp, string>,

  stack: stackText,
  settings: settingsText,
  diagnostics: diagnosticsText,
} as const;
