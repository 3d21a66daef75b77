// The live values of the first glance; where there are none, one line that says why.
import { Skeleton } from '@mantine/core';
import { toAppError } from '../../../shared/errors.ts';
import { useClusterStatus, useTiles } from '../../ipc/queries.ts';
import { tileText } from '../../text/overview.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './Tile.module.css';
import { TileButton } from './TileButton.tsx';
import { noteOnce } from './tile-notes.ts';

/** Grafana's, for what has no chart in the window. */
const DISK_DASHBOARD = 'odin-node';

interface Props {
  readonly openGpu: () => void;
  readonly openDashboard: (uid: string) => void;
}

export function TileStrip({ openGpu, openDashboard }: Props) {
  const { data, error } = useTiles();
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (data === undefined && error === null) return <TileSkeletons />;
  if (data === undefined || data.tiles.length === 0) {
    // Why the whole cluster is gone stands above all pages.
    if (isLost) return null;
    const reason = data === undefined ? `${tileText.failed} ${toAppError(error).message}` : data.reason;
    return (
      <p className={css.quiet}>
        <StatusIcon tone="none" />
        {reason ?? tileText.none}
      </p>
    );
  }
  return (
    <section className={isLost || error !== null ? `${css.box} ${css.past}` : css.box} aria-label={tileText.title}>
      <ul className={css.strip}>
        {noteOnce(data.tiles).map((tile) => (
          <li key={tile.name}>
            <TileButton tile={tile} open={tile.name === 'diskFree' ? () => openDashboard(DISK_DASHBOARD) : openGpu} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same room while nothing is known. */
export function TileSkeletons() {
  return (
    <div className={css.box} aria-busy="true">
      <span className="visually-hidden">{tileText.loading}</span>
      <ul className={css.strip} aria-hidden>
        {Object.keys(tileText.names).map((name) => (
          <li key={name}>
            <Skeleton className={css.tile} radius="var(--radius)" />
          </li>
        ))}
      </ul>
    </div>
  );
}
