// The note that this is not how it is now: the object is gone, or nothing is heard of it.
import type { Inspection } from '../../shared/model/inspection.ts';
import { formatAge } from '../format/duration.ts';
import { ObjectLink } from '../status/ObjectLink.tsx';
import { inspectorText } from '../text/inspector.ts';
import { Banner } from '../ui/Banner.tsx';
import { useNow } from '../ui/use-now.ts';
import css from './Inspector.module.css';

export function PastNote({ inspection }: { readonly inspection: Inspection | undefined }) {
  const isPast = inspection?.state === 'gone' || inspection?.state === 'stale';
  const now = useNow(isPast ? 1_000 : null);
  if (inspection?.state === 'gone') {
    const { at, ref, successor } = inspection;
    return (
      <Banner tone="none">
        {inspectorText.gone(ref.name, formatAge(at, now))}
        {successor === undefined ? null : (
          <>
            {` ${inspectorText.successor} `}
            <ObjectLink object={successor} className={css.door}>
              {successor.name}
            </ObjectLink>
            .
          </>
        )}
      </Banner>
    );
  }
  if (inspection?.state === 'stale') {
    return (
      <Banner tone="warn">
        {inspectorText.stale(formatAge(inspection.at, now))} {inspection.reason}
      </Banner>
    );
  }
  return null;
}
