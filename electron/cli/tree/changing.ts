// The verbs that change a release, and those that show what would be changed or was.
import { type Command, Option } from 'commander';
import { withExamples } from '../facts/examples.ts';
import { agreeing, changing, onRelease, showing, wanted } from './options.ts';
import type { Runs } from './runs.ts';

/** Adds them. */
export function addChangingVerbs(program: Command, runs: Runs): void {
  withExamples(
    showing(agreeing(wanted(program.command('plan')))).description(
      'what an install or upgrade would change, object by object; changes nothing',
    ),
    ['plan --diff', 'field by field'],
    ['plan my-app --from my-app/', 'of your own manifests'],
  ).action(runs(async () => (await import('../plan.ts')).runPlan));

  withExamples(
    agreeing(wanted(program.command('diff'))).description('the differences alone; exit status 6 when there are some'),
    ['diff', 'of the stack'],
    ['diff --settings my.yaml', 'with other settings'],
  ).action(runs(async () => (await import('../plan.ts')).runDiff));

  withExamples(
    changing(wanted(program.command('install'))).description(
      'apply the stack, or the manifests of a directory, and wait until all is healthy',
    ),
    ['install', 'shows the plan and asks'],
    ['install --yes --settings my.yaml', 'asks nothing'],
  ).action(runs(async () => (await import('../install.ts')).runInstall));

  withExamples(
    changing(wanted(program.command('upgrade'))).description(
      'the same for a release that is there; goes back by itself when it cannot become healthy',
    ),
    ['upgrade', 'to the newest version'],
    ['upgrade --stack-version 1.0.0 --dry-run', 'what another version would change'],
  ).action(runs(async () => (await import('../install.ts')).runUpgrade));

  withExamples(
    changing(onRelease(program.command('rollback')))
      .description('go back to an earlier revision (default: the one that was healthy before)')
      .argument('[revision]'),
    ['rollback', 'to the one before'],
    ['rollback 3', 'to revision 3; see `odin history`'],
  ).action(runs(async () => (await import('../rollback.ts')).runRollback));

  withExamples(
    onRelease(program.command('history')).description('the revisions of a release'),
    ['history', 'of the stack'],
    ['history my-app -n apps', 'of another release'],
  ).action(runs(async () => (await import('../history.ts')).runHistory));

  withExamples(
    program.command('list').description("all releases of the cluster, ODIN's and Helm's"),
    ['list', 'of the current context'],
    ['list --context lab', 'of another cluster'],
  ).action(runs(async () => (await import('../history.ts')).runList));

  withExamples(
    changing(onRelease(program.command('drift')))
      .description('what was changed by hand; exit status 6 when something was')
      .option('--put-back', 'make it again what the release wants; whose edits are taken is shown first')
      .option('--keep', 'make it part of the release')
      .addOption(new Option('--accept', 'the former name of --keep').hideHelp()),
    ['drift', 'field by field, with who did it'],
    ['drift --put-back', 'asks before it does; what another manager takes meanwhile is refused'],
  ).action(runs(async () => (await import('../drift.ts')).runDrift));

  withExamples(
    changing(onRelease(program.command('recover')))
      .description('end a change that was interrupted: go back')
      .option('--finish', 'go on instead'),
    ['recover --dry-run', 'what going back would do'],
    ['recover --finish', 'go on with it'],
  ).action(runs(async () => (await import('../recover.ts')).runRecover));

  withExamples(
    changing(onRelease(program.command('uninstall')))
      .description('remove what ODIN created; volumes, their namespace and the password stay')
      .option('--delete-data', 'the volumes, the namespace and the password too'),
    ['uninstall --dry-run', 'what would go, and what would stay'],
    ['uninstall --delete-data', 'with all that was measured'],
  ).action(runs(async () => (await import('../uninstall.ts')).runUninstall));
}
