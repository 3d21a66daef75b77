// Follows the links that lead into the window: a page and what is opened on it at once, a dashboard once Grafana can be reached.
import { useEffect, useState } from 'react';
import { assertNever } from '../../shared/assert-never.ts';
import { AppError } from '../../shared/errors.ts';
import type { DeepLink } from '../../shared/model/deep-link.ts';
import { startLinks } from '../ipc/links.ts';
import { useClusterStatus } from '../ipc/queries.ts';
import { addressWith, DEFAULT_RANGE } from '../pages/explore/explore-address.ts';
import { logAddress } from '../status/log-address.ts';
import { addressOf } from '../status/object-address.ts';
import { shellText } from '../text/shell.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { TARGET_NAMES, useOpenTarget } from './use-open-target.ts';

/** A page that there is not leads to the first one, as in any address. */
function hashOf(link: Exclude<DeepLink, { to: 'dashboard' }>): string {
  switch (link.to) {
    case 'page': {
      const { page, object, tab } = link;
      return object === undefined ? `#/${page}` : addressOf(`#/${page}`, { object, tab });
    }
    case 'expression':
      return addressWith('#/explore', link.expression, link.range ?? DEFAULT_RANGE);
    case 'log':
      return logAddress(link);
    default:
      return assertNever(link);
  }
}

export function useFollowedLinks(): void {
  const { obstacle, openDashboard } = useOpenTarget('grafana');
  const state = useClusterStatus().data?.state;
  const [dashboard, setDashboard] = useState<string>();
  useEffect(
    () =>
      startLinks((link) => {
        if (link.to === 'dashboard') return setDashboard(link.uid);
        window.location.hash = hashOf(link);
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
