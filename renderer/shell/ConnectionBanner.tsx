// The banner above every page when the cluster has stopped answering: since when, why, and what to do.
import { Button } from '@mantine/core';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import { formatAge } from '../format/duration.ts';
import { useSelectCluster } from '../ipc/queries.ts';
import { commonText } from '../text/common.ts';
import { shellText } from '../text/shell.ts';
import { Banner } from '../ui/Banner.tsx';
import { CopyLine } from '../ui/CopyLine.tsx';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { useNow } from '../ui/use-now.ts';

export function ConnectionBanner({ status }: { readonly status: ClusterStatus }) {
  const isDown = status.state === 'unreachable';
  const now = useNow(isDown ? 1_000 : null);
  const { mutate: select, isPending } = useSelectCluster();
  if (!isDown) return null;
  const { context, reason, remedy, lastSeenAt } = status;
  const retry = () => select(context.id, { onError: (error) => notifyFailure(shellText.failed.select, error) });
  return (
    <Banner
      tone="bad"
      action={
        <Button loading={isPending} onClick={retry}>
          {commonText.retry}
        </Button>
      }
    >
      {reason} {lastSeenAt === undefined ? null : shellText.lastSeen(formatAge(lastSeenAt, now))}
      {remedy === undefined ? null : <CopyLine value={remedy} />}
    </Banner>
  );
}
