// The pictures of the README, a row for each: the state, what must be seen in it, and the sources that it shows.
import type { Address } from '../mocked/fixture.ts';
import type { ScenarioName } from '../mocked/scenarios.ts';
import type { Step } from '../mocked/steps.ts';

/** One picture. */
export interface Picture {
  /** Its file in `assets/screenshots`. */
  readonly file: string;
  readonly theme: 'dark' | 'light';
  readonly scenario: ScenarioName;
  readonly address: Address;
  readonly way: readonly Step[];
  /** Words that are there once all of it is. */
  readonly words: string;
  /** Folders and files that it is out of date with, besides those of {@link FRAME}. */
  readonly shows: readonly string[];
}

/** What every picture shows of the window around the page. */
export const FRAME: readonly string[] = ['renderer/shell', 'renderer/ui', 'renderer/styles', 'renderer/theme.ts'];

const OVERVIEW = ['renderer/pages/overview', 'renderer/text/overview.ts', 'renderer/text/recent.ts'];
const STACK = ['renderer/pages/stack', 'renderer/text/stack.ts'];

export const PICTURES: readonly Picture[] = [
  {
    file: 'overview-dark.png',
    theme: 'dark',
    scenario: 'problem',
    address: 'overview',
    way: ['What Kubernetes says'],
    words: 'Last State: Terminated',
    shows: OVERVIEW,
  },
  {
    file: 'gpu-light.png',
    theme: 'light',
    scenario: 'asleep',
    address: 'gpu',
    way: [],
    words: 'Asleep since',
    shows: ['renderer/pages/gpu', 'renderer/text/gpu.ts'],
  },
  {
    file: 'stack-dark.png',
    theme: 'dark',
    scenario: 'upgrade',
    address: 'stack/plan',
    way: [],
    words: 'Look twice at',
    shows: STACK,
  },
  {
    file: 'alerts-dark.png',
    theme: 'dark',
    scenario: 'alerts',
    address: 'overview',
    way: ['GPU 0 of razer-blade is hot'],
    words: 'What to do',
    shows: [...OVERVIEW, 'renderer/text/alerts.ts'],
  },
  {
    file: 'settings-dark.png',
    theme: 'dark',
    scenario: 'healthy',
    address: 'stack',
    way: ['Settings'],
    words: 'What you leave as it is',
    shows: [...STACK, 'renderer/text/settings.ts'],
  },
  {
    file: 'doctor-light.png',
    theme: 'light',
    scenario: 'doctorRefused',
    address: 'doctor',
    way: [],
    words: 'a network policy stands between them',
    shows: ['renderer/pages/doctor', 'renderer/text/doctor.ts'],
  },
  {
    file: 'log-dark.png',
    theme: 'dark',
    scenario: 'inspectorCrash',
    address: 'overview?open=Pod/monitoring/grafana-5c9f8d7b6-x2v9k&tab=logs',
    way: [],
    words: 'It ended with exit code 1',
    shows: [...OVERVIEW, 'renderer/inspector', 'renderer/text/inspector.ts', 'renderer/text/logs.ts'],
  },
];
