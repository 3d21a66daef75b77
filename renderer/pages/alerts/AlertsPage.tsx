// The page of the alerts: how many fire, then what fires, what is silenced and what fired lately, a tab each.
import { Tabs } from '@mantine/core';
import { firingOf } from '../../../shared/model/firing.ts';
import { toneOfAlert } from '../../alert/alert-tone.ts';
import { useAlerts, useClusterStatus, useOverview } from '../../ipc/queries.ts';
import { NotInstalled } from '../../status/NotInstalled.tsx';
import { alertsPageText } from '../../text/alerts.ts';
import { Headline } from '../../ui/Headline.tsx';
import css from './AlertsPage.module.css';
import { FiringTab } from './FiringTab.tsx';
import { HistoryTab } from './HistoryTab.tsx';
import { SilencedTab } from './SilencedTab.tsx';
import { TABS, type Tab, tabOf } from './tabs.ts';

interface Props {
  readonly openStack: () => void;
  readonly openAlerts: (tab: Tab) => void;
  readonly openDashboard: (uid: string) => void;
  /** The tab that the address names. */
  readonly place?: string | undefined;
}

export function AlertsPage({ openStack, openAlerts, openDashboard, place }: Props) {
  const overview = useOverview().data;
  if (overview?.installed === false) return <NotInstalled namespace={overview.namespace} openStack={openStack} />;
  const tab = tabOf(place);
  return (
    <div className="page">
      <Sentence />
      <Tabs className={css.tabs} value={tab} onChange={(next) => openAlerts(next as Tab)} keepMounted={false}>
        <Tabs.List aria-label={alertsPageText.tabsLabel}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {alertsPageText.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="firing">
          <FiringTab openStack={openStack} openDashboard={openDashboard} />
        </Tabs.Panel>
        <Tabs.Panel value="silenced" className={css.panel}>
          <SilencedTab openDashboard={openDashboard} />
        </Tabs.Panel>
        <Tabs.Panel value="history" className={css.panel}>
          <HistoryTab />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

/** How many alerts fire, as of then where nobody tells how many do now. */
function Sentence() {
  const report = useAlerts().data;
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (report === undefined || report.state === 'noAlerting' || report.alerts === undefined) {
    return <Headline title={alertsPageText.unknownHeadline} />;
  }
  const firing = firingOf(report);
  if (isLost || report.state === 'unreachable') {
    return <Headline tone="none" title={alertsPageText.pastHeadline(firing.length)} />;
  }
  const [worst] = firing;
  return (
    <Headline tone={worst === undefined ? 'ok' : toneOfAlert(worst)} title={alertsPageText.headline(firing.length)} />
  );
}
