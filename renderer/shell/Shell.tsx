// The frame around every page: sidebar, header, and the page or what must come before it.

import { lazy, Suspense, useState } from 'react';
import { useClusterStatus, useOverview } from '../ipc/queries.ts';
import { OverviewPage } from '../pages/overview/OverviewPage.tsx';
import { WelcomePage } from '../pages/welcome/WelcomePage.tsx';
import { text } from '../text.ts';
import { PageSkeleton } from '../ui/PageSkeleton.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { nameOf } from './cluster-facts.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { MishapBanner } from './MishapBanner.tsx';
import { goTo, type PageName, usePage } from './route.ts';
import css from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';
import { useOpenTarget } from './use-open-target.ts';

// The pages of a first glance come with the first load; the others bring charts and diffs along.
const GpuPage = lazy(async () => ({ default: (await import('../pages/gpu/GpuPage.tsx')).GpuPage }));
const StackPage = lazy(async () => ({ default: (await import('../pages/stack/StackPage.tsx')).StackPage }));

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
        <MishapBanner />
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
  const [wasWelcome, setWasWelcome] = useState(false);
  const state = status.data?.state;
  // A context that is tried from the welcome page is tried there: the page stays until it answers.
  const isWelcome =
    state === 'none' || (!hasBeenSeen && (state === 'unreachable' || (state === 'connecting' && wasWelcome)));
  if (isWelcome !== wasWelcome) setWasWelcome(isWelcome);
  if (status.data === undefined) return <PageSkeleton words={text.loadingPage} />;
  if (isWelcome) return <WelcomePage />;
  if (status.data.state === 'connecting' && !hasBeenSeen) {
    return <PageSkeleton words={text.connecting(nameOf(status.data.context))} />;
  }
  return (
    <>
      <ConnectionBanner status={status.data} />
      <Page page={page} />
    </>
  );
}

function Page({ page }: { readonly page: PageName }) {
  const { openDashboard } = useOpenTarget('grafana');
  switch (page) {
    case 'overview':
      return <OverviewPage openStack={() => goTo('stack')} openDashboard={openDashboard} />;
    case 'gpu':
      return <GpuPage openStack={() => goTo('stack')} />;
    case 'stack':
      return <StackPage openOverview={() => goTo('overview')} />;
    default:
      return page satisfies never;
  }
}
