// The dashboard that shows more of the page that is there: whoever opens Grafana from it comes there.
import { useEffect } from 'react';

export interface GrafanaPlace {
  readonly dashboard: string;
  readonly rangeSeconds: number;
}

let placeOf: (() => GrafanaPlace) | undefined;

/** The page's, as it is now; undefined for one that has none. */
export function grafanaPlace(): GrafanaPlace | undefined {
  return placeOf?.();
}

/** Says it while the page is there. `of` is asked when somebody goes. */
export function useGrafanaPlace(of: () => GrafanaPlace): void {
  useEffect(() => {
    placeOf = of;
    return () => {
      if (placeOf === of) placeOf = undefined;
    };
  }, [of]);
}
