// The native question before what deletes data, grants rights, runs commands or opens a port: a page alone, whoever has taken it over, cannot say yes.
import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import { visible } from '../../shared/visible.ts';

interface Stakes {
  readonly losses: readonly string[];
  readonly grants: readonly string[];
  /** Sentences on what is deleted by itself from then on. */
  readonly expiries?: readonly string[] | undefined;
  /** What runs another program. */
  readonly runs?: readonly string[];
  /** What is changed outside of the stack. */
  readonly others?: readonly string[];
}

interface ChangeQuestion extends Stakes {
  readonly about: 'change';
  readonly verb: string;
  readonly release: string;
  readonly namespace: string;
}

interface ActionQuestion extends Stakes {
  readonly about: 'action';
  /** The release of somebody else that the object belongs to. */
  readonly stranger?: string;
  readonly verb: string;
  readonly object: string;
}

interface ShellQuestion {
  readonly about: 'shell';
  readonly pod: string;
  readonly container: string;
}

interface ForwardQuestion {
  readonly about: 'forward';
  readonly object: string;
}

interface DemoResetQuestion {
  readonly about: 'demoReset';
}

interface SecretQuestion {
  readonly about: 'secret';
  readonly key: string;
  readonly secret: string;
  readonly isThere: boolean;
}

/** What is asked about, and on which cluster, as the kubeconfig calls it. */
type Question = (
  | ChangeQuestion
  | ActionQuestion
  | ShellQuestion
  | ForwardQuestion
  | DemoResetQuestion
  | SecretQuestion
) & {
  readonly cluster: string;
};

/** What is said of it. */
interface Words {
  readonly message: string;
  readonly detail: readonly string[];
  /** On the button that says yes. */
  readonly yes: string;
}

/** A dialog must fit on a screen, whatever a cluster calls its objects. */
const NAMED = 8;
const LENGTH = 100;

/** The words of the question: what the other button does, on which cluster, to what. Enter and Escape are "Cancel". */
export function dialogOf(question: Question): MessageBoxOptions {
  const { message, detail, yes } = wordsOf(question);
  return {
    type: 'warning',
    title: 'ODIN Control Panel',
    message,
    detail: detail.join('\n\n'),
    buttons: ['Cancel', yes],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}

/** Whether a person says yes. One question at a time: while it stands, another is answered by no. */
export function asker(
  dialog: Pick<Dialog, 'showMessageBox'>,
  windowOrNull: () => BrowserWindow | null,
): (question: Question) => Promise<boolean> {
  let isAsked = false;
  return async (question) => {
    if (isAsked) return false;
    isAsked = true;
    try {
      const window = windowOrNull();
      const options = dialogOf(question);
      const { response } = await (window === null
        ? dialog.showMessageBox(options)
        : dialog.showMessageBox(window, options));
      return response === 1;
    } finally {
      isAsked = false;
    }
  };
}

function wordsOf(question: Question): Words {
  const cluster = shortened(question.cluster);
  switch (question.about) {
    case 'change': {
      const { verb, release, namespace } = question;
      const part = `This is part of the ${verb} of ${shortened(release)} in namespace ${shortened(namespace)}.`;
      return ofStakes(question, cluster, part);
    }
    case 'action': {
      const { verb, object, stranger } = question;
      const what = `This is part of the ${verb} of ${shortened(object)}.`;
      if (stranger === undefined) return ofStakes(question, cluster, what);
      const whole = ofStakes(question, cluster, `${what} It belongs to ${shortened(stranger)}, which is not ODIN’s.`);
      if (Object.values(stakesIn(question)).some((names) => names.length > 0)) return whole;
      return { ...whole, message: `Delete ${shortened(object)} on cluster ${cluster}?`, yes: 'Delete it' };
    }
    case 'shell': {
      const { pod, container } = question;
      return {
        message: `Open a shell in cluster ${cluster}?`,
        detail: [
          `It opens in container ${shortened(container)} of ${shortened(pod)}. Commands run there with all that the container may do.`,
          'This is asked once for each cluster until ODIN Control Panel is quit.',
        ],
        yes: 'Open a shell',
      };
    }
    case 'forward': {
      return {
        message: `Forward a port from cluster ${cluster} to this machine?`,
        detail: [
          `It leads to ${shortened(question.object)}. Any program and any user of this machine may connect to it, and what is behind it sees no difference between them and you.`,
          'This is asked once for each cluster until ODIN Control Panel is quit.',
        ],
        yes: 'Forward it',
      };
    }
    case 'secret': {
      const { key, secret, isThere } = question;
      const what = `${isThere ? 'Replace' : 'Put'} ${shortened(key)} in Secret ${shortened(secret)}`;
      return {
        message: `${what} on cluster ${cluster}?`,
        detail: [
          'It is what was typed for a receiver of alerts. Alertmanager proves itself by it where it sends alerts.',
          ...(isThere ? ['What this key holds now is lost; the other keys stay as they are.'] : []),
        ],
        yes: isThere ? 'Replace it' : 'Put it there',
      };
    }
    case 'demoReset':
      return {
        message: 'Begin anew with the demo cluster?',
        detail: [
          'Everything that was made in it is deleted: the stack, its history and its settings. No other cluster is touched.',
        ],
        yes: 'Begin anew',
      };
  }
}

function stakesIn({ losses, grants, runs = [], others = [] }: Stakes): Record<string, readonly string[]> {
  return { losses, grants, runs, others };
}

/** What a yes does, in the words of the question and of its button. */
interface Deed {
  readonly words: string;
  readonly yes: string;
}

function ofStakes(stakes: Stakes, cluster: string, part: string): Words {
  const { losses, grants, expiries = [], runs = [], others = [] } = stakes;
  const detail = [
    part,
    ...section('Deleted for good, with all that is in it:', losses),
    ...section('Deleted for good, as less is kept:', expiries),
    ...section('Runs another program, or the same one otherwise:', runs),
    ...section(
      runs.length + others.length > 0
        ? 'Gets rights in the cluster or on its nodes:'
        : 'Gets rights in the cluster or on its nodes, or runs what nobody has chosen here:',
      grants,
    ),
    ...section('Changed outside of the stack, for whoever reads it:', others),
  ];
  const deeds: Deed[] = [
    losses.length + expiries.length > 0 ? { words: 'delete data', yes: 'Delete' } : [],
    runs.length > 0 ? { words: 'run other programs', yes: 'Run' } : [],
    grants.length > 0 ? { words: 'grant rights', yes: 'Grant' } : [],
    others.length > 0 ? { words: 'change what is not the stack’s', yes: 'Change' } : [],
  ].flat();
  const message = `${capitalised(listed(deeds.map(({ words }) => words)))} on cluster ${cluster}?`;
  const [only] = deeds;
  if (deeds.length === 1 && only !== undefined) return { message, detail, yes: capitalised(only.words) };
  return { message, detail, yes: capitalised(listed(deeds.map(({ yes }) => yes.toLowerCase()))) };
}

/** "delete data, run other programs and grant rights". */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function section(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length > NAMED ? [`and ${names.length - NAMED} more`] : [];
  return [[title, ...names.slice(0, NAMED).map(shortened), ...more].join('\n')];
}

function shortened(text: string): string {
  const shown = visible(text);
  return shown.length > LENGTH ? `${shown.slice(0, LENGTH)}…` : shown;
}
