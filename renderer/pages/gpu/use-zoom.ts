// The zoom of the page's address, and what changes it: a drag, a button, keys.
import { useWindowEvent } from '@mantine/hooks';
import { KEYS } from '../../keys.ts';
import { openedIn } from '../../status/object-address.ts';
import { useHash } from '../../status/use-hash.ts';
import { isElsewhere } from '../../ui/is-elsewhere.ts';
import { useSteady } from '../../ui/use-steady.ts';
import { fitting, moved, type Stretch, scaled, zoomAddress, zoomIn } from './zoom.ts';

/** What changes it; the address, and so the charts, follow. */
interface Zoom {
  /** The same at each render. */
  readonly zoomTo: (stretch: Stretch) => void;
  readonly leave: () => void;
}

/** The stretch in the address. */
export function useStretch(): Stretch | undefined {
  return zoomIn(useHash((hash) => zoomAddress('', zoomIn(hash))));
}

/**
 * @param stretch what the address says
 * @param shown what the charts show; undefined while there are none
 */
export function useZoom(stretch: Stretch | undefined, shown: Stretch | undefined): Zoom {
  const now = () => Math.max(Date.now() / 1_000, shown?.to ?? 0);
  useWindowEvent('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
    if (event.target instanceof Element && event.target.closest('[role="menu"]') !== null) return;
    const before = stretch ?? shown;
    if (before === undefined) return;
    const { chart, chartWithShift } = KEYS;
    if (event.key === chart.leave) {
      // The drawer is nearer, and closes first.
      if (stretch !== undefined && openedIn(window.location.hash) === undefined) go(undefined);
    } else if (event.key === chart.closer) go(scaled(before, 0.5, now()));
    else if (event.key === chart.wider) go(scaled(before, 2, now()));
    else if (event.shiftKey && event.key === chartWithShift.earlier) go(moved(before, -1, now()));
    else if (event.shiftKey && event.key === chartWithShift.later) go(moved(before, 1, now()));
  });
  return { zoomTo: useSteady((wanted: Stretch) => go(fitting(wanted, now()))), leave: () => go(undefined) };
}

function go(stretch: Stretch | undefined): void {
  window.location.hash = zoomAddress(window.location.hash, stretch);
}
