// Opens Grafana or Prometheus in the system's browser; says why when it cannot.
import { Button, Tooltip } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ForwardTarget } from '../../shared/model/forward.ts';
import { useForwards } from '../ipc/queries.ts';
import { type OpenTarget, TARGET_NAMES } from './use-open-target.ts';

interface Props {
  readonly target: ForwardTarget;
  readonly label: string;
  readonly isPrimary?: boolean;
  readonly state: OpenTarget;
}

export function OpenButton({ target, label, isPrimary = false, state }: Props) {
  const forward = useForwards().data?.find((candidate) => candidate.target === target);
  const { obstacle, isOpening, open } = state;
  const hint = obstacle ?? forward?.reason ?? forward?.url ?? TARGET_NAMES[target];
  return (
    <Tooltip label={hint} multiline maw={320}>
      <Button
        variant={isPrimary && obstacle === undefined ? 'filled' : 'default'}
        fw={isPrimary ? 600 : 450}
        rightSection={<IconExternalLink size={15} />}
        loading={isOpening}
        aria-disabled={obstacle !== undefined}
        data-disabled={obstacle !== undefined}
        onClick={open}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
