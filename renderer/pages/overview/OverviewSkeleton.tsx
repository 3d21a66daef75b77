// The shape of the page while nothing is known of the cluster.
import { overviewText, partText } from '../../text/overview.ts';
import { HeadlineSkeleton } from '../../ui/Headline.tsx';
import { LoadingArea } from '../../ui/LoadingArea.tsx';
import { RowSkeletons } from '../../ui/RowSkeletons.tsx';
import css from './OverviewPage.module.css';
import { TileSkeletons } from './TileStrip.tsx';

export function OverviewSkeleton() {
  return (
    <LoadingArea words={overviewText.loading}>
      <HeadlineSkeleton />
      <TileSkeletons />
      <div className={css.columns}>
        <div className={`card ${css.shape}`}>
          <RowSkeletons words={partText.title} />
        </div>
        <div className="card" />
      </div>
    </LoadingArea>
  );
}
