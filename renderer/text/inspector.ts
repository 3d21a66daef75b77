// The words of the inspector: its frame, its summary, its events, its YAML. Those of logs and of the terminal stand in their own files.
import type { ContainerFacts, Relation } from '../../shared/model/inspection.ts';
import type { ObjectAction } from '../../shared/model/object-action.ts';
import { count } from '../format/count.ts';

type Verb = ObjectAction['verb'];

export const inspectorText = {
  label: 'Inspector',
  resize: 'Width of the inspector',
  close: 'Close',
  more: 'More',
  loading: 'Reading the object…',
  failed: 'It could not be read',
  tabsLabel: 'Views of the object',
  tabs: { summary: 'Summary', logs: 'Logs', events: 'Events', yaml: 'YAML', shell: 'Shell' },
  logs: 'Logs',
  restart: 'Restart…',
  forward: 'Forward a port…',
  scale: 'Scale…',
  delete: 'Delete…',
  copyName: 'Copy name',
  copyCommand: 'Copy kubectl command',
  copied: 'Copied',

  gone: (name: string, age: string) => `${name} was deleted ${age} ago.`,
  successor: 'Its successor is',
  stale: (age: string) => `Nothing was heard of it for ${age}.`,
  absent: {
    notFound: 'It is not there',
    forbidden: 'It may not be read',
    unreachable: 'The cluster does not answer',
    unsupported: 'This cluster has no such kind',
  },

  showLog: 'Show the log',
  openObject: (name: string) => `Open ${name}`,
  restartObject: (name: string) => `Restart ${name}…`,
  openSettings: 'Open the settings',
  openStack: 'Open the stack',
  openDoctor: 'Open the doctor',

  containers: 'Containers',
  containerRole: { main: '', init: 'init', sidecar: 'sidecar', ephemeral: 'for debugging' } satisfies Record<
    ContainerFacts['role'],
    string
  >,
  restarts: (n: number) => count(n, 'restart', 'restarts'),
  lastExit: (code: number, reason: string) => `Last ended with exit code ${code}${reason === '' ? '' : ` (${reason})`}`,
  ago: (age: string) => `${age} ago`,

  usage: 'The last hour',
  cpu: 'CPU',
  memory: 'Memory',
  cores: (n: number) => (n === 1 ? 'core' : 'cores'),
  noNumbers: 'No numbers',
  noNumbersBecause: (reason: string) => `No numbers: ${reason}`,
  readingNumbers: 'Reading numbers…',
  of: (limit: string) => `of ${limit}`,
  limit: 'limit',
  hourAgo: '1 h ago',
  now: 'now',
  chart: (what: string, now: string, highest: string) => `${what} over the last hour: now ${now}, at most ${highest}`,

  relations: 'Belongs together',
  relation: {
    owner: 'Made by',
    owned: 'Made',
    selects: 'Reached by',
    selected: 'Leads to',
    volume: 'Volume',
    config: 'Configuration',
    policy: 'Network policy',
    ingress: 'Ingress',
    node: 'Runs on',
    account: 'Account',
  } satisfies Record<Relation['relation'], string>,
  facts: 'Facts',
  requests: 'requests',
  seeDrift: 'See what was changed by hand',

  noEvents: 'Nothing was told of it lately. Kubernetes keeps events for about an hour.',
  eventsForbidden: 'Its events may not be read with this account.',
  eventType: { Normal: 'Normal', Warning: 'Warning' },
  times: (n: number) => `${n} times`,
  since: (age: string) => `for ${age}`,
  saidBy: (source: string) => `said by ${source}`,

  yaml: {
    label: 'The object as YAML',
    copy: 'Copy',
    edit: 'Edit',
    review: 'Review changes',
    discard: 'Discard',
    back: 'Go on editing',
    opening: 'Opening the editor…',
    invalid: 'This is no valid YAML.',
    reviewing: 'Asking the API server what would change…',
    movedOn: 'The object has changed since you began. What you review is compared with how it is then.',
    reviewTitle: 'What would change',
  },
} as const;

export const actionText = {
  question: {
    restart: (name: string) => `Restart ${name}?`,
    scale: (name: string) => `Scale ${name}?`,
    delete: (name: string) => `Delete ${name}?`,
    edit: (name: string) => `Change ${name}?`,
  } satisfies Record<Verb, (name: string) => string>,
  verb: { restart: 'Restart', scale: 'Scale', delete: 'Delete', edit: 'Apply' } satisfies Record<Verb, string>,
  running: { restart: 'Restarting…', scale: 'Scaling…', delete: 'Deleting…', edit: 'Applying…' } satisfies Record<
    Verb,
    string
  >,
  asking: 'Asking what this would do…',
  nothing: 'Nothing would change.',
  previewFailed: 'What it would do could not be found out',
  runFailed: {
    restart: 'It was not restarted',
    scale: 'It was not scaled',
    delete: 'It was not deleted',
    edit: 'Nothing was applied',
  } satisfies Record<Verb, string>,
  replicas: 'Replicas',
  fewer: 'One fewer',
  one: 'One more',
  again: 'Look again',
  owns: (manager: string, fields: string) => `${manager} manages ${fields}.`,
  andMore: (names: string, more: number) => `${names} and ${more} more`,
  takeOver: 'Take over…',
  takingOver: 'You take these fields over. Their former manager may set them back.',
} as const;
