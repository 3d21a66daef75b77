// What installing would change, and for an installed stack whether it still is what it should be.
import { Button } from '@mantine/core';
import type { Plan } from '../../../shared/model/plan.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { formatDateTime } from '../../format/clock.ts';
import { type useApplyPlan, usePlan } from '../../ipc/queries.ts';
import { text } from '../../text.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { PlanDocument } from './PlanDocument.tsx';
import { PlanState } from './PlanState.tsx';
import css from './StackPage.module.css';

interface Props {
  readonly status: StackStatus;
  readonly apply: ReturnType<typeof useApplyPlan>;
  readonly startUninstall: () => void;
}

export function PlanView({ status, apply, startUninstall }: Props) {
  const query = usePlan({ want: 'install', consent: [] });
  const { installed } = status;
  const uninstall =
    installed === undefined ? null : <Button onClick={startUninstall}>{text.stack.uninstallStart}</Button>;
  const plan = query.data;
  if (plan === undefined) {
    return (
      <PlanState
        query={query}
        tone={isUnfinished(status) ? 'warn' : undefined}
        title={titleOf(status, undefined)}
        words={text.stack.planning.install}
        action={uninstall}
      />
    );
  }
  const isEmpty = plan.changes.every(({ op }) => op === 'unchanged' || op === 'kept' || op === 'skipped');
  const isBlocked = plan.blockers.length > 0 || plan.conflicts.length > 0;
  return (
    <PlanDocument
      tone={isUnfinished(status) ? 'warn' : undefined}
      title={titleOf(status, plan)}
      subtitle={subtitleOf(status)}
      plan={plan}
      failure={apply.error}
      planAgain={() => {
        apply.reset();
        void query.refetch();
      }}
      isPlanning={query.isFetching}
      foot={
        <>
          <StatusIcon tone={isBlocked ? 'bad' : isUnfinished(status) ? 'warn' : 'ok'} />
          <p className={css.words}>{promiseOf(status, isBlocked, isEmpty)}</p>
          <div className={css.buttons}>
            {uninstall}
            {isEmpty && installed !== undefined && !isUnfinished(status) ? null : (
              <Button
                variant="filled"
                fw={600}
                disabled={isBlocked || query.isFetching}
                loading={apply.isPending}
                onClick={() => apply.mutate(plan.hash)}
              >
                {verbOf(status)}
              </Button>
            )}
          </div>
        </>
      }
    />
  );
}

/** Its last change failed, was cancelled or is not over: the record is there, but the stack may not be whole. */
function isUnfinished({ installed }: StackStatus): boolean {
  return installed !== undefined && installed.status !== 'deployed';
}

function promiseOf(status: StackStatus, isBlocked: boolean, isEmpty: boolean): string {
  if (isBlocked) return text.stack.promise.blocked;
  if (isUnfinished(status)) return text.stack.promise.finish;
  return isEmpty ? text.stack.promise.nothing : text.stack.promise.install;
}

function titleOf(status: StackStatus, plan: Plan | undefined): string {
  const { installed, availableVersion } = status;
  const version = plan?.version ?? availableVersion;
  if (installed === undefined) return text.stack.installTitle(version);
  if (installed.version !== version) return text.stack.upgradeTitle(installed.version, version);
  return isUnfinished(status) ? text.stack.unfinishedTitle(version) : text.stack.installedTitle(version);
}

function subtitleOf({ release, namespace, installed }: StackStatus): string {
  const into = text.stack.into(release, namespace);
  if (installed === undefined) return into;
  return `${into} · ${text.stack.record(installed.revision, installed.status, formatDateTime(installed.deployedAt))}`;
}

function verbOf(status: StackStatus): string {
  const { installed, availableVersion } = status;
  if (installed === undefined) return text.stack.install;
  if (installed.version !== availableVersion) return text.stack.upgrade;
  return isUnfinished(status) ? text.stack.finish : text.stack.repair;
}
