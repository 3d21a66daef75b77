// The way into Grafana or Prometheus: whether it can be done now, and what happens when it fails.

import type { Input } from '../../shared/ipc/types.ts';
import type { ForwardTarget } from '../../shared/model/forward.ts';
import { useClusterStatus, useOpenForward, useVerdict } from '../ipc/queries.ts';
import { grafanaPlace } from '../status/grafana-place.ts';
import { shellText } from '../text/shell.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';

export const TARGET_NAMES: Readonly<Record<ForwardTarget, string>> = { grafana: 'Grafana', prometheus: 'Prometheus' };

export interface OpenTarget {
  /** The reason why it cannot be opened now, in a few words; undefined when it can. */
  readonly obstacle: string | undefined;
  readonly isOpening: boolean;
  /** Grafana at the dashboard of the page that is shown, where it has one. */
  readonly open: () => void;
  /** Opens Grafana at a dashboard, at the last so-many seconds where they are given. */
  readonly openDashboard: (dashboard: string, rangeSeconds?: number) => void;
}

export function useOpenTarget(target: ForwardTarget): OpenTarget {
  const { mutate, isPending } = useOpenForward();
  const status = useClusterStatus().data;
  const verdict = useVerdict().data;
  const obstacle =
    status?.state !== 'connected'
      ? shellText.header.needsCluster
      : verdict?.level === 'notInstalled'
        ? shellText.header.needsStack
        : undefined;
  const open = (input: Input<'forwards.open'>) => {
    if (obstacle !== undefined || isPending) return;
    mutate(input, {
      onError: (error) => notifyFailure(shellText.failed.openForward(TARGET_NAMES[input.target]), error),
    });
  };
  return {
    obstacle,
    isOpening: isPending,
    open: () => open({ target, ...(target === 'grafana' ? grafanaPlace() : {}) }),
    openDashboard: (dashboard, rangeSeconds) =>
      open({ target: 'grafana', dashboard, ...(rangeSeconds === undefined ? {} : { rangeSeconds }) }),
  };
}
