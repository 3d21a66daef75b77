// The inspector beside the page, while the address opens an object. It is loaded with the first one that is opened.
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { useClusterStatus } from '../ipc/queries.ts';
import { addressOf } from '../status/object-address.ts';
import { useOpened } from '../status/use-opened.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { goTo, hrefOf } from './route.ts';
import css from './Shell.module.css';

const Inspector = lazy(async () => ({ default: (await import('../inspector/Inspector.tsx')).Inspector }));

const doors = {
  openStack: () => goTo('stack'),
  openSettings: () => goTo('stack', 'settings'),
  openDrift: () => goTo('stack', 'drift'),
  openDoctor: () => goTo('doctor'),
  openForward: (object: ObjectRef) => {
    window.location.hash = addressOf(`${hrefOf('forwards')}/new`, { object });
  },
};

export function InspectorHost() {
  const opened = useOpened();
  const status = useClusterStatus().data;
  if (opened === undefined || status === undefined || status.state === 'none') return null;
  return (
    <div className={css.inspector}>
      <ErrorBoundary key={status.context.id}>
        <Suspense fallback={null}>
          <Inspector opened={opened} doors={doors} />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

/** Whether it lies over the whole page: what cannot be seen must not take the focus. */
export function useIsPageCovered(): boolean {
  const isNarrow = useMediaQuery('(max-width: 1000px)');
  return useOpened() !== undefined && isNarrow;
}
