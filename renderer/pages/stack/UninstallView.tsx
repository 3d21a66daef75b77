// What uninstalling would delete. Data is kept unless the release's name is typed.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { type useApplyPlan, usePlan } from '../../ipc/queries.ts';
import { text } from '../../text.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { PlanDocument } from './PlanDocument.tsx';
import { PlanState } from './PlanState.tsx';
import css from './StackPage.module.css';

interface Props {
  readonly status: StackStatus;
  readonly apply: ReturnType<typeof useApplyPlan>;
  readonly goBack: () => void;
}

export function UninstallView({ status, apply, goBack }: Props) {
  const [deleteData, setDeleteData] = useState(false);
  const [typedName, setTypedName] = useState('');
  const query = usePlan({ want: 'uninstall', deleteData, consent: [] });
  const { release, namespace, installed, availableVersion } = status;
  const title = text.stack.uninstallTitle(installed?.version ?? availableVersion);
  const plan = query.data;
  const back = <Button onClick={goBack}>{text.stack.back}</Button>;
  if (plan === undefined) {
    return <PlanState query={query} title={title} words={text.stack.planning.uninstall} action={back} />;
  }
  const isBlocked = plan.blockers.length > 0;
  const isConfirmed = !deleteData || typedName === release;
  return (
    <PlanDocument
      title={title}
      subtitle={text.stack.into(release, namespace)}
      plan={plan}
      failure={apply.error}
      planAgain={() => {
        apply.reset();
        void query.refetch();
      }}
      isPlanning={query.isFetching}
      foot={
        <>
          <StatusIcon tone={isBlocked ? 'bad' : deleteData ? 'warn' : 'ok'} />
          <p className={css.words}>
            {isBlocked
              ? text.stack.promise.blocked
              : deleteData
                ? text.stack.promise.deleteData
                : text.stack.promise.keepData}
          </p>
          <div className={css.confirm}>
            <Checkbox
              label={text.stack.deleteData}
              checked={deleteData}
              onChange={(event) => {
                setDeleteData(event.currentTarget.checked);
                setTypedName('');
              }}
            />
            {deleteData ? (
              <TextInput
                size="xs"
                w={170}
                aria-label={text.stack.typeName(release)}
                placeholder={text.stack.typeName(release)}
                value={typedName}
                onChange={(event) => setTypedName(event.currentTarget.value)}
              />
            ) : null}
          </div>
          <div className={css.buttons}>
            {back}
            <Button
              variant="danger"
              fw={600}
              disabled={isBlocked || !isConfirmed || query.isFetching}
              loading={apply.isPending}
              onClick={() => apply.mutate(plan.hash)}
            >
              {text.stack.uninstall}
            </Button>
          </div>
        </>
      }
    />
  );
}
