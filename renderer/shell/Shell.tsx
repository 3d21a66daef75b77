// The frame around every page: sidebar, header, and the page or what must come before it.
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useClusterStatus, useOverview } from '../ipc/queries.ts';
import { settingAddress } from '../pages/stack/setting-address.ts';
import { aboutText } from '../text/about.ts';
import { shellText } from '../text/shell.ts';
import { supportText } from '../text/support.ts';
import { PageSkeleton } from '../ui/PageSkeleton.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { nameOf } from './cluster-facts.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import type { HelpDoors } from './HelpMenu.tsx';
import { InspectorHost, useIsPageCovered } from './InspectorHost.tsx';
import { LazyDialog } from './LazyDialog.tsx';
import { MishapBanner } from './MishapBanner.tsx';
import { PluginBanner } from './PluginBanner.tsx';
import type { Doors, PageRow } from './pages.ts';
import { goTo, usePage, usePlace } from './route.ts';
import css from './Shell.module.css';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { Sidebar } from './Sidebar.tsx';
import { useFollowedLinks } from './use-followed-links.ts';
import { useOpenTarget } from './use-open-target.ts';
import { WelcomePage } from './welcome/WelcomePage.tsx';

const About = lazy(async () => ({ default: (await import('../support/About.tsx')).About }));
const SupportBundle = lazy(async () => ({ default: (await import('../support/SupportBundle.tsx')).SupportBundle }));

export function Shell() {
  const page = usePage();
  const isCovered = useIsPageCovered();
  useFollowedLinks();
  const [isHelpOpen, help] = useDisclosure(false);
  const [isAboutOpen, about] = useDisclosure(false);
  const [isBundleOpen, bundle] = useDisclosure(false);
  const helpDoors = { openShortcuts: help.open, openAbout: about.open, openSupportBundle: bundle.open };
  return (
    <div className={css.shell}>
      <button type="button" className={css.skip} onClick={skipToMain}>
        {shellText.nav.skip}
      </button>
      <Sidebar current={page.name} {...helpDoors} />
      <Header {...helpDoors} />
      <main id="main" className={css.main} tabIndex={-1} inert={isCovered}>
        <MishapBanner />
        <PluginBanner />
        <ErrorBoundary key={page.name}>
          <Suspense fallback={<PageSkeleton words={shellText.loadingPage} />}>
            <Content page={page} help={helpDoors} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <InspectorHost />
      <ShortcutsDialog isOpen={isHelpOpen} close={help.close} />
      <LazyDialog isOpen={isAboutOpen} close={about.close} title={aboutText.title}>
        <About />
      </LazyDialog>
      <LazyDialog isOpen={isBundleOpen} close={bundle.close} title={supportText.title}>
        <SupportBundle />
      </LazyDialog>
    </div>
  );
}

/** Moves the focus; a link would change the hash, which names the page. */
function skipToMain(): void {
  document.getElementById('main')?.focus();
}

interface ContentProps {
  readonly page: PageRow;
  readonly help: HelpDoors;
}

function Content({ page: { Page, isOfApp = false }, help }: ContentProps) {
  const doors = useDoors(help);
  const place = usePlace();
  const status = useClusterStatus();
  const hasBeenSeen = useOverview().data != null;
  const [wasWelcome, setWasWelcome] = useState(false);
  const state = status.data?.state;
  // A context that is tried from the welcome page is tried there: the page stays until it answers.
  const isWelcome =
    state === 'none' || (!hasBeenSeen && (state === 'unreachable' || (state === 'connecting' && wasWelcome)));
  if (isWelcome !== wasWelcome) setWasWelcome(isWelcome);
  if (isOfApp) return <Page {...doors} place={place} />;
  if (status.data === undefined) return <PageSkeleton words={shellText.loadingPage} />;
  if (isWelcome) return <WelcomePage />;
  if (status.data.state === 'connecting' && !hasBeenSeen) {
    return <PageSkeleton words={shellText.connecting(nameOf(status.data.context))} />;
  }
  return (
    <>
      <ConnectionBanner status={status.data} />
      <Page {...doors} place={place} />
    </>
  );
}

function useDoors({ openAbout, openSupportBundle }: HelpDoors): Doors {
  const { open: openGrafana, openDashboard } = useOpenTarget('grafana');
  return {
    openOverview: () => goTo('overview'),
    openStack: () => goTo('stack'),
    openSettings: () => goTo('stack', 'settings'),
    openSetting: (key) => {
      window.location.hash = settingAddress(key);
    },
    openHistory: () => goTo('stack', 'history'),
    openDrift: () => goTo('stack', 'drift'),
    openGpu: () => goTo('gpu'),
    openDoctor: () => goTo('doctor'),
    openAlerts: (tab) => goTo('alerts', tab),
    openForwards: (place) => goTo('forwards', place),
    openGrafana,
    openDashboard,
    openAbout,
    openSupportBundle,
  };
}
