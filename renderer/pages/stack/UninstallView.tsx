// The plan of an uninstall. Data is kept unless the release's name is typed.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { StackStatus } from '../../../shared/model/stack.ts';
import type { useApplyPlan } from '../../ipc/queries.ts';
import { stackText } from '../../text/stack.ts';
import { PlanView } from './PlanView.tsx';
import css from './StackPage.module.css';

interface Props {
  readonly status: StackStatus;
  readonly apply: ReturnType<typeof useApplyPlan>;
  readonly goBack: () => void;
}

export function UninstallView({ status, apply, goBack }: Props) {
  const [deleteData, setDeleteData] = useState(false);
  const [typedName, setTypedName] = useState('');
  const { release } = status;
  return (
    <PlanView
      wish={{ want: 'uninstall', deleteData }}
      status={status}
      apply={apply}
      isReady={!deleteData || typedName === release}
      conditions={
        <div className={css.confirm}>
          <Checkbox
            label={stackText.deleteData}
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
              aria-label={stackText.typeName(release)}
              placeholder={stackText.typeName(release)}
              value={typedName}
              onChange={(event) => setTypedName(event.currentTarget.value)}
            />
          ) : null}
        </div>
      }
      otherwise={() => <Button onClick={goBack}>{stackText.back}</Button>}
    />
  );
}
