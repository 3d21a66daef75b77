// The frame around every page: sidebar, header, and the page or what must come before it.

import { lazy, Suspense } from 'react';
import { useClusterStatus, useOverview } from '../ipc/queries.ts';
import { OverviewPage } from '../pages/overview/OverviewPage.tsx';
import { text } from '../text.ts';
import { PageSkeleton } from '../ui/PageSkeleton.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { goTo, type PageName, usePage } from './route.ts';
import css from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';

// The first page comes with the first load; the others bring charts and diffs along.
const GpuPage = lazy(async () => ({ default: (await import('../pages/gpu/GpuPage.tsx')).GpuPage }));
const StackPage = lazy(async () => ({ default: (await import('../pages/stack/StackPage.tsx')).StackPage }));
const WelcomePage = lazy(async () => ({ default: (await import('../pages/welcome/WelcomePage.tsx')).WelcomePage }));

export function Shell() {
  const page = usePage();
  return (
    <div className={css.shell}>
      <button type="button" className={css.skip} onClick={skipToMain}>
        {text.nav.skip}
      </button>
      <Sidebar page={page} />
      <Header />
      <main id="main" className={css.main} tabIndex={-1}>
        <ErrorBoundary key={page}>
          <Suspense fallback={<PageSkeleton words={text.loadingPage} />}>
            <Content page={page} />
          </Suspense>
        </ErrorBoundary>
      </main>
    </div>
  );
}

/** Moves the focus; a link would change the hash, which names the page. */
function skipToMain(): void {
  document.getElementById('main')?.focus();
}

function Content({ page }: { readonly page: PageName }) {
  const status = useClusterStatus();
  const hasBeenSeen = useOverview().data != null;
  if (status.data === undefined) return <PageSkeleton words={text.loadingPage} />;
  if (status.data.state === 'none') return <WelcomePage />;
  if (!hasBeenSeen) {
    if (status.data.state === 'unreachable') return <WelcomePage />;
    if (status.data.state === 'connecting') return <PageSkeleton words={text.connecting(status.data.context.name)} />;
  }
  return (
    <>
      <ConnectionBanner status={status.data} />
      <Page page={page} />
    </>
  );
}

function Page({ page }: { readonly page: PageName }) {
  switch (page) {
    case 'overview':
      return <OverviewPage openStack={() => goTo('stack')} />;
    case 'gpu':
      return <GpuPage />;
    case 'stack':
      return <StackPage openOverview={() => goTo('overview')} />;
    default:
      return page satisfies never;
  }
}
