// Follows the links that lead into the window: a page and what is opened on it at once, a dashboard once Grafana can be reached.
import { useEffect, useState } from 'react';
import { AppError } from '../../shared/errors.ts';
import { startLinks } from '../ipc/links.ts';
import { useClusterStatus } from '../ipc/queries.ts';
import { addressOf } from '../status/object-address.ts';
import { shellText } from '../text/shell.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { TARGET_NAMES, useOpenTarget } from './use-open-target.ts';

export function useFollowedLinks(): void {
  const { obstacle, openDashboard } = useOpenTarget('grafana');
  const state = useClusterStatus().data?.state;
  const [dashboard, setDashboard] = useState<string>();
  useEffect(
    () =>
      startLinks((link) => {
        if (link.to === 'dashboard') return setDashboard(link.uid);
        const { page, object, tab } = link;
        // A page that there is not leads to the first one, as in any address.
        window.location.hash = object === undefined ? `#/${page}` : addressOf(`#/${page}`, { object, tab });
      }),
    [],
  );
  const isDecided = state !== undefined && state !== 'connecting';
  useEffect(() => {
    if (dashboard === undefined || !isDecided) return;
    setDashboard(undefined);
    if (obstacle === undefined) openDashboard(dashboard);
    else notifyFailure(shellText.failed.openForward(TARGET_NAMES.grafana), new AppError('unavailable', `${obstacle}.`));
  }, [dashboard, isDecided, obstacle, openDashboard]);
}
