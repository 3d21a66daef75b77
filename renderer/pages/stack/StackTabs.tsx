// The views of a stack that nobody is changing: its status, its plan, its history, its drift, its settings; a chosen change shows in its tab.
import { Button, Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { InstallChoice } from '../../../shared/model/plan-request.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { type useApplyPlan, useDrift } from '../../ipc/queries.ts';
import { InterruptedBanner } from '../../status/InterruptedBanner.tsx';
import { settingsText } from '../../text/settings.ts';
import { stackText } from '../../text/stack.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageSkeleton } from '../../ui/PageSkeleton.tsx';
import { DriftView } from './DriftView.tsx';
import { HistoryView } from './HistoryView.tsx';
import { InstallView } from './InstallView.tsx';
import { InterruptedView } from './InterruptedView.tsx';
import { PlanView } from './PlanView.tsx';
import { StackMenu } from './StackMenu.tsx';
import css from './StackTabs.module.css';
import { StatusView } from './StatusView.tsx';
import type { Draft } from './settings/setting-schema.ts';
import { UninstallView } from './UninstallView.tsx';
import { type ShownView, type Tab, tabsOf, type View, viewIn } from './view.ts';

interface Props {
  readonly status: StackStatus;
  readonly apply: ReturnType<typeof useApplyPlan>;
  readonly view: View;
  readonly turnTo: (view: View) => void;
  /** Settings that were typed and not applied yet. */
  readonly draft: Draft | undefined;
  readonly setDraft: (draft: Draft | undefined) => void;
}

/** Loaded when it is asked for: it brings the settings' schema and what checks it. */
const StackSettings = lazy(async () => ({ default: (await import('./StackSettings.tsx')).StackSettings }));

export function StackTabs(props: Props) {
  const { status, view, turnTo } = props;
  const possible = viewIn(status, view);
  const { interrupted } = status;
  const tabs = tabsOf(status);
  const byHand = useDrift(tabs.includes('drift') && interrupted === undefined).data?.objects.length ?? 0;
  return (
    // Told of a click on the open tab too, which leads from a chosen change back to what the tab shows first.
    <Tabs className={css.tabs} value={possible.tab} onChange={(tab) => turnTo({ tab: tab as Tab })} keepMounted={false}>
      <Tabs.List aria-label={stackText.tabsLabel}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {tab === 'drift' && byHand > 0 ? stackText.byHand(byHand) : stackText.tabs[tab]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={possible.tab} className={css.panel}>
        {interrupted === undefined || possible.tab === 'plan' ? null : (
          <InterruptedBanner interrupted={interrupted} open={() => turnTo({ tab: 'plan' })} />
        )}
        <Content {...props} view={possible} />
      </Tabs.Panel>
    </Tabs>
  );
}

type ContentProps = Omit<Props, 'view'> & { readonly view: ShownView };

function Content(props: ContentProps) {
  const { status, apply, view, turnTo, draft, setDraft } = props;
  const { tab, wish, from = tab } = view;
  const goBack = () => turnTo({ tab: from });
  if (wish === 'uninstall') return <UninstallView status={status} apply={apply} goBack={goBack} />;
  if (wish !== undefined && wish.want !== 'install') {
    const back = () => <Button onClick={goBack}>{stackText.back}</Button>;
    return <PlanView key={JSON.stringify(wish)} wish={wish} status={status} apply={apply} otherwise={back} />;
  }
  switch (tab) {
    case 'status':
      return (
        <StatusView
          status={status}
          startUpgrade={() => turnTo({ tab: 'plan' })}
          startSettings={(settings) => turnTo({ tab: 'plan', from: 'status', wish: { want: 'install', settings } })}
          startUninstall={() => turnTo({ tab, wish: 'uninstall' })}
        />
      );
    case 'plan':
      return <Plan {...props} settings={wish?.settings} />;
    case 'settings':
      return (
        <Suspense fallback={<PageSkeleton words={settingsText.loading} />}>
          <StackSettings
            status={status}
            draft={draft}
            refusal={view.refusal}
            isBack={view.isBack === true}
            onChange={setDraft}
            showPlan={(settings) => turnTo({ tab: 'plan', wish: { want: 'install', settings } })}
          />
        </Suspense>
      );
    case 'history':
      return (
        <HistoryView status={status} rollBackTo={(revision) => turnTo({ tab, wish: { want: 'rollback', revision } })} />
      );
    case 'drift':
      return <DriftView choose={(wish) => turnTo({ tab, wish })} />;
    default:
      return tab satisfies never;
  }
}

/** The first thing to do: nothing, when Helm made it; the end of what was interrupted; else an install or an upgrade. */
function Plan({ status, apply, view, turnTo, settings }: ContentProps & Pick<InstallChoice, 'settings'>) {
  const { tab, from } = view;
  const { installed, interrupted, release, namespace } = status;
  const startUninstall = () => turnTo({ tab, wish: 'uninstall' });
  if (installed?.owner === 'helm') {
    const reason = stackText.helm.reason(installed.version, namespace);
    return <Notice tone="none" title={stackText.helm.title(release)} reason={reason} />;
  }
  if (interrupted !== undefined) {
    return (
      <InterruptedView
        interrupted={interrupted}
        recover={(how) => turnTo({ tab, wish: { want: 'recover', how } })}
        startUninstall={installed === undefined ? undefined : startUninstall}
      />
    );
  }
  const menu = installed === undefined ? null : <StackMenu startUninstall={startUninstall} />;
  const otherwise = (refusal?: AppError) => {
    const goSettings = () => turnTo({ tab: 'settings', isBack: true, ...(refusal === undefined ? {} : { refusal }) });
    if (from !== undefined) return <Button onClick={() => turnTo({ tab: from })}>{stackText.back}</Button>;
    if (settings !== undefined) return <Button onClick={goSettings}>{settingsText.back}</Button>;
    return isOfRecordedSettings(refusal) ? <Button onClick={goSettings}>{settingsText.open}</Button> : null;
  };
  return (
    <InstallView
      key={JSON.stringify(settings)}
      status={status}
      apply={apply}
      settings={settings}
      menu={menu}
      otherwise={otherwise}
    />
  );
}

/** Where nothing was chosen here, bad input is what the settings in the cluster say. */
function isOfRecordedSettings(refusal: AppError | undefined): boolean {
  return refusal?.code === 'badInput' && refusal.subject !== undefined;
}
