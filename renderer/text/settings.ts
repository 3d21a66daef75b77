// The words of the settings' form around its fields, whose own words are the schema's.
import { count } from '../format/count.ts';

export const settingsText = {
  loading: 'Opening the settings…',
  title: 'Settings of the stack',
  subtitle:
    'What you leave as it is follows the defaults of each version. Nothing changes before you have seen its plan.',
  general: 'General',
  generalAbout: 'What holds for all parts.',
  defaultIs: (value: string) => `Default: ${value}.`,
  on: 'on',
  off: 'off',
  choose: 'Choose…',
  chooseFolder: (title: string) => `Choose the folder of ${title.toLowerCase()}`,
  noFolder: 'No folder is chosen',
  reset: 'Reset',
  resetField: (title: string) => `Reset ${title}`,
  itemTitle: (kind: string, n: number) => `${kind} ${n}`,
  addItem: (kind: string) => `Add ${kind.toLowerCase()}`,
  remove: 'Remove',
  removeItem: (kind: string, n: number) => `Remove ${kind.toLowerCase()} ${n}`,
  envForm: 'must be written as NAME=value, one a line',
  ofHelm: {
    title: (release: string) => `The settings of release ${release} are Helm’s`,
    reason: 'It was made by Helm, of a chart that has values of its own. Helm shows them, and changes them:',
  },
  notUnderstood: {
    title: 'These settings are of another version of ODIN',
    reason:
      'Some of what was chosen for this stack is unknown to this one, and a form would lose it. Install the version of ODIN that they were chosen with. The settings as they are:',
  },
  wrong: (n: number) => `${count(n, 'setting', 'settings')} cannot be as typed.`,
  changed: 'You have changed settings. The plan shows what becomes of it.',
  unchanged: 'Nothing is changed here.',
  discard: 'Discard changes',
  plan: 'Show the plan',
  back: 'Back to the settings',
  open: 'Go to the settings',
  planTitle: (version: string) => `Change the settings of stack ${version}`,
  recordedOnly: 'No object changes: the settings become part of a new revision.',
} as const;
