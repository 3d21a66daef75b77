// Every page in every state: it is drawn, in both themes and in the smallest window, and axe finds nothing serious.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import type { PageName } from '../../renderer/shell/pages.ts';
import { PROJECT } from '../app/launch.ts';
import { seriousViolations } from './axe.ts';
import { test } from './fixture.ts';
import { longSummary } from './fixtures/alerts.ts';
import { LOOKS } from './looks.ts';
import type { ScenarioName } from './scenarios.ts';
import { type Step, stepInto } from './steps.ts';

/** A state, the page that shows it, words that must be on it, and the steps that lead there. */
type State = readonly [ScenarioName, PageName, words: string, ...way: Step[]];
const STATES: readonly State[] = [
  ['firstLaunch', 'overview', 'There is no kubeconfig on this machine yet.'],
  ['firstLaunchContexts', 'overview', 'Using it runs aws for credentials'],
  ['firstLaunchCareless', 'overview', 'is a file that every user of this machine can read'],
  ['unreachable', 'overview', 'razer-blade does not answer'],
  ['connecting', 'overview', 'Connecting to razer-blade…'],
  ['loggingIn', 'overview', 'user_code=QWER-TZUI'],
  ['careless', 'overview', 'not verified'],
  ['careless', 'overview', 'chmod 600', 'All 5 parts are healthy attic not verified K3s v1.36.5+k3s1 · 1 node'],
  ['lost', 'overview', 'This is how it was when the cluster was last seen.'],
  ['silent', 'overview', 'Nothing is known of razer-blade since 14:02'],
  ['silent', 'gpu', 'has not answered GET /readyz within 6 s'],
  ['demo', 'overview', 'Demo'],
  ['overviewLoading', 'overview', 'Reading the cluster’s parts…'],
  ['overviewError', 'overview', 'User "freya" may not list pods'],
  ['notInstalled', 'overview', 'The stack is not installed'],
  ['unhealthy', 'overview', 'no space left on device'],
  ['stale', 'overview', 'closed the watch and refuses a new one'],
  ['problem', 'overview', 'Grafana crashes: no space left on device'],
  ['problem', 'overview', 'Last State: Terminated', 'What Kubernetes says'],
  ['problems', 'overview', 'The image of the GPU exporter is not there'],
  ['problems', 'overview', 'What to do', '1 alert'],
  ['problemsMany', 'overview', 'Show all 12 problems'],
  ['problemsMany', 'overview', 'Part 11 of the regional', 'Show all 12 problems'],
  ['manyParts', 'overview', 'Part 24'],
  ['longParts', 'overview', 'It says much of what is the matter with it'],
  ['glanceLoading', 'overview', 'Reading what happened lately…'],
  ['glanceFails', 'overview', 'The live values cannot be read.'],
  ['noNumbers', 'overview', 'Nothing has happened lately.'],
  ['noGpuTiles', 'overview', 'Disk free'],
  ['manyRecent', 'overview', 'Show all 100'],
  ['manyRecent', 'overview', 'importer-7c9d8b6f5-00099', 'Show all 100'],
  ['manyPods', 'overview', 'worker-00000', 'Whole cluster'],
  ['fewPods', 'overview', 'crashes: exit code 1', 'Whole cluster'],
  ['noPods', 'overview', 'There is nothing of this kind in the cluster.', 'Whole cluster'],
  ['tableStale', 'overview', 'Not live.', 'Whole cluster'],
  ['tableForbidden', 'overview', 'may not list pods in any namespace', 'Whole cluster'],
  ['tableLoading', 'overview', 'Reading the table…', 'Whole cluster'],
  ['healthy', 'overview', 'All 5 parts are healthy'],
  ['asleepOverview', 'overview', 'GPU asleep since 14:02'],
  ['alerts', 'overview', 'GPU 0 of razer-blade is hot'],
  ['alerts', 'overview', 'What to do', 'GPU 0 of razer-blade is hot'],
  ['alerts', 'overview', 'silenced', 'Show all 4'],
  ['alertsMany', 'overview', '60 fire'],
  ['alertsMany', 'overview', 'importer-7c9d8b6f5-00058', 'Show all 60'],
  ['alertsLong', 'overview', 'Every replica of the regional'],
  ['alertsLong', 'overview', 'Call the one who is on duty', longSummary],
  ['alertsLoading', 'overview', 'Asking what fires…'],
  ['alertsUnreachable', 'overview', 'What fires cannot be read.'],
  ['alertsStale', 'overview', 'has no ready pod'],
  ['alertsLost', 'overview', 'GPU 0 of razer-blade is hot'],
  ['noAlerting', 'overview', 'neither an Alertmanager nor a Prometheus'],
  ['alertsOfPrometheus', 'overview', 'without silences'],
  ['healthy', 'gpu', 'NVIDIA GeForce RTX 4090 Laptop GPU'],
  ['metricsLoading', 'gpu', 'Asking Prometheus…'],
  ['prometheusDown', 'gpu', 'has no ready endpoint'],
  ['notInstalled', 'gpu', 'The stack is not installed'],
  ['lostAll', 'gpu', 'K3s is not running'],
  ['notExported', 'gpu', 'Not exported by this GPU'],
  ['gaps', 'gpu', 'No sample now'],
  ['twoGpus', 'gpu', '2 GPUs'],
  ['asleep', 'gpu', 'Asleep since'],
  ['leftAlone', 'gpu', 'so that it can fall asleep'],
  ['asleepAllAlong', 'gpu', 'runtime_status of 0000:01:00.0 is suspended'],
  ['awake', 'gpu', 'Awake since'],
  ['neverAsleep', 'gpu', 'it is not known to fall asleep'],
  ['oneOfTwoAsleep', 'gpu', 'NVIDIA H200 #1: asleep since'],
  ['processes', 'gpu', 'Cyberpunk2077.exe'],
  ['processesOfTwo', 'gpu', 'vllm-1'],
  ['processesOff', 'gpu', 'the setting gpu.processes'],
  ['noProcesses', 'gpu', 'No process uses it.'],
  ['noGpu', 'gpu', 'No GPU is reported'],
  ['clockBehind', 'gpu', 'clock is 10 min behind'],
  ['metricsRemarked', 'gpu', 'Prometheus says of these charts: receive 2 of 3: partial response'],
  ['metricsMentioned', 'gpu', 'Prometheus says of these charts: ignored histogram'],
  ['histograms', 'gpu', 'Native histograms, which are not drawn'],
  ['notInstalled', 'stack', 'Install the stack 1.0.0'],
  ['lostAll', 'stack', 'K3s is not running'],
  ['planLoading', 'stack', 'Asking the API server what would change…'],
  ['planError', 'stack', 'unknown field "spec.replcas"'],
  ['blocked', 'stack', 'exceeded quota'],
  ['drifted', 'stack', '2 configured'],
  ['healthy', 'stack', 'Stack 1.0.0 is installed'],
  ['unfinished', 'stack', 'Stack 1.0.0 was not installed to the end'],
  ['progress', 'stack', '10 of 17 objects are healthy'],
  ['succeeded', 'stack', 'The stack is installed'],
  ['tolerated', 'stack', 'Not healthy, and not needed: DaemonSet/monitoring/nvidia-gpu-exporter'],
  ['failed', 'stack', 'The install failed'],
  ['cancelled', 'stack', 'The install was cancelled'],
  ['healthy', 'stack', 'Everything that ODIN created is deleted', 'Uninstall…'],
  ['upgrade', 'stack', 'Look twice at'],
  ['upgrade', 'stack', 'the StatefulSet is replaced, its volume stays', 'What is new'],
  ['conflicts', 'stack', 'Take the fields that others manage'],
  ['conflicts', 'stack', 'from argocd-controller', 'Take the fields that others manage'],
  ['adopt', 'stack', 'Make objects that are already there part of this release'],
  ['takeOver', 'stack', 'Go on although another tool left a change pending'],
  ['allConsents', 'stack', 'Take the fields that others manage'],
  ['foreignWayBack', 'stack', 'was not made on this machine'],
  ['declined', 'stack', 'Look twice at', 'Upgrade'],
  ['askedTooLate', 'stack', 'The plan has changed since it was asked about', 'Upgrade'],
  ['history', 'stack', 'Revision 3 is current', 'History'],
  ['longHistory', 'stack', '40 revisions of release odin', 'History'],
  ['historyLoading', 'stack', 'Reading the revisions…', 'History'],
  ['historyError', 'stack', 'User "freya" may not list secrets', 'History'],
  ['noHistory', 'stack', 'There is no revision yet', 'History'],
  ['helmReleases', 'stack', 'Shown only: ODIN does not change what Helm made.', 'History'],
  ['history', 'stack', 'The objects become as they were in revision 1', 'History', 'Roll back to 1…'],
  ['helmMade', 'stack', 'Release odin was made by Helm'],
  ['helmMade', 'stack', 'Revision 3 is current', 'History'],
  ['healthy', 'stack', 'Nothing is changed here.', 'Settings'],
  ['healthy', 'stack', 'Scrape interval must be a duration', 'Settings', ['Scrape interval', 'often']],
  ['healthy', 'stack', 'Name of its Service.', 'Settings', 'Existing Prometheus'],
  ['healthy', 'stack', 'Exporter 1', 'Settings', 'Add exporter', ['Arguments', '--level=info']],
  ['settings', 'stack', 'Exporter 2', 'Settings', 'Add exporter'],
  ['settings', 'stack', 'Name must be a name', 'Settings', 'Add exporter', 'Show the plan'],
  ['settings', 'stack', 'Change the settings of stack 1.0.0', 'Settings', ['Scrape interval', '1m'], 'Show the plan'],
  ['healthy', 'stack', 'What stands before /api/v1', 'Settings', 'Existing Prometheus', ['Path', '/prometheus']],
  [
    'healthy',
    'stack',
    'Path must be the path of a URL',
    'Settings',
    'Existing Prometheus',
    ['Path', '/a?b=c'],
    'Show the plan',
  ],
  ['healthy', 'stack', 'A directory of manifests', 'Settings', 'Choose the folder of extra manifests'],
  ['folderChosen', 'stack', 'A directory of manifests', 'Settings'],
  ['folderDeclined', 'stack', 'A directory of manifests', 'Settings', 'Choose the folder of extra manifests'],
  [
    'folderFails',
    'stack',
    'The dialog of this desktop could not be opened.',
    'Settings',
    'Choose the folder of extra manifests',
  ],
  ['folderUnknown', 'stack', 'nobody has chosen on this machine'],
  ['folderUnknown', 'stack', 'Extra manifests is /srv/manifests, which nobody has chosen', 'Go to the settings'],
  ['settingsRefused', 'stack', 'alerts.receivers', 'Settings', ['Receivers', 'receivers: none'], 'Show the plan'],
  [
    'settingsRefused',
    'stack',
    'Receivers holds no list of receivers.',
    'Settings',
    ['Receivers', 'receivers: none'],
    'Show the plan',
    'Back to the settings',
  ],
  ['helmMade', 'stack', 'helm get values odin', 'Settings'],
  ['strangeSettings', 'stack', 'These settings are of another version of ODIN', 'Settings'],
  ['drift', 'stack', '2 objects were changed by hand', 'Drift'],
  ['drift', 'stack', 'What was changed by hand becomes again as revision 3 has it', 'Drift', 'Put back…'],
  ['drift', 'stack', 'What is in the cluster now becomes a new revision', 'Drift', 'Accept into the release…'],
  ['healthy', 'stack', 'Nothing was changed by hand since revision 1', 'Drift'],
  ['driftLoading', 'stack', 'Comparing the cluster with the revision…', 'Drift'],
  ['driftError', 'stack', 'The API server answered 503', 'Drift'],
  ['interruptedRollBack', 'stack', 'Go back to revision 3…'],
  ['interruptedRollBack', 'stack', 'An upgrade was interrupted 12 min ago', 'History'],
  ['interruptedRollBack', 'stack', 'The objects become as they were in revision 3', 'Go back to revision 3…'],
  ['interruptedRollBack', 'overview', 'An upgrade was interrupted 12 min ago'],
  ['failedWayBack', 'stack', 'Going back did not succeed'],
  ['failedWayBack', 'stack', 'neither as it was nor as it should be', 'History'],
  ['failedWayBack', 'overview', 'neither as it was nor as it should be'],
  ['interruptedUnapproved', 'stack', 'on this machine'],
  ['interruptedUnapproved', 'overview', 'An upgrade was interrupted 12 min ago'],
  ['interruptedUnapproved', 'stack', 'An upgrade was interrupted 12 min ago', 'History'],
  ['interruptedExceeding', 'stack', 'Ending it would bring the objects of another revision'],
  ['interruptedCleanUp', 'stack', 'Remove what was made (volumes stay)…'],
  ['interruptedFinish', 'stack', 'Finish the upgrade…'],
  ['rollingBack', 'stack', 'Waiting until everything is healthy'],
  ['rolledBack', 'stack', 'Everything is as it was in revision 3 again'],
  ['firstFailed', 'stack', 'Remove what was made…'],
  ['healthy', 'doctor', 'Nothing is broken from the driver to the charts.'],
  [
    'healthy',
    'doctor',
    'runtimes: runc, nvidia',
    'in order containerd’s configuration containerd has the runtime nvidia.',
  ],
  ['doctorLoading', 'doctor', 'Looking at the driver'],
  ['doctorError', 'doctor', 'The API server answered 503'],
  ['doctorAsleep', 'doctor', 'Asleep since'],
  ['doctorHidden', 'doctor', 'takes over no runtimes of K3s'],
  ['doctorRefused', 'doctor', 'a network policy stands between them'],
  ['doctorNoGpu', 'doctor', 'has no NVIDIA GPU'],
  ['doctorElsewhere', 'doctor', 'no files of the node were read'],
  ['notInstalled', 'doctor', 'the stack, which is not installed'],
  ['lostAll', 'doctor', 'K3s is not running'],
  ['mishap', 'overview', 'The demo cluster stopped working and was started again as it was.'],
  ['mishap', 'stack', 'All else goes on.', 'Close'],
  ['mishapFolders', 'overview', 'ODIN cannot write to /home/freya/.local/state/odin'],
  ['mishapFolders', 'stack', 'ODIN cannot write to /home/freya/.config/ODIN Control Panel', 'Close'],
  ['mishapDiskFull', 'overview', 'ODIN cannot write to'],
  ['mishapPipe', 'gpu', 'A pipe is in the place of a file'],
  ['mishapGraphics', 'overview', 'drawn without the graphics card'],
  ['mishapPage', 'stack', 'The page stopped working and was loaded again.'],
  ['mishapAndInterrupted', 'overview', 'Nothing is known of razer-blade since 14:02'],
  ['doorsOpen', 'overview', 'All 5 parts are healthy'],
  ['doorsShut', 'overview', 'Prometheus could not be opened', 'Open Prometheus'],
  ['healthy', 'overview', 'ODIN 0.1.0 · Electron 45.4.1', 'Help'],
  ['healthy', 'overview', 'Diagnostics are on the clipboard', 'Help', 'Copy diagnostics'],
  ['diagnosticsFail', 'overview', 'The diagnostics could not be copied', 'Help', 'Copy diagnostics'],
];

// Contrast does not depend on the window's size, nor the layout on the theme: axe looks at two of the four.
// Each draws the page up to four times and has axe look at it twice.
test.describe.configure({ mode: 'parallel', timeout: 90_000 });

for (const [scenario, name, words, ...way] of STATES) {
  test([`${name}: ${scenario}`, ...way.map(String)].join(' → '), async ({ stage }) => {
    for (const look of LOOKS) {
      await stage.show(scenario, name, look);
      for (const step of way) await stepInto(stage.page, step);
      await expect(stage.page.getByText(words).first()).toBeVisible();
      await stage.page.evaluate(() => document.fonts.ready);
      const size = `${look.width}x${look.height}`;
      await stage.page.screenshot({
        path: join(
          PROJECT,
          'test-results',
          'screens',
          `${fileNameOf([name, scenario, ...way.map(String)])}-${look.theme}-${size}.png`,
        ),
        animations: 'disabled',
      });
      expect(await overflow(stage.page), `sideways scrolling, ${size}`).toEqual([]);
      if (look.isChecked) expect(await seriousViolations(stage.page), `axe, ${look.theme} ${size}`).toEqual([]);
    }
  });
}

function fileNameOf(parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(/[^\w]+/g, '').slice(0, 60)).join('-');
}

/** The elements that are wider than the window allows. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, document.querySelector('main'), document.querySelector('header')].flatMap((element) =>
      element !== null && element.scrollWidth > element.clientWidth ? [element.tagName] : [],
    ),
  );
}
