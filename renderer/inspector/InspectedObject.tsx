// One object in the drawer: its head, what is asked of it, and its views.
import { Button, Skeleton, Tabs } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import { toAppError } from '../../shared/errors.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import { KEYS } from '../keys.ts';
import type { Opened } from '../status/object-address.ts';
import { commonText } from '../text/common.ts';
import { inspectorText } from '../text/inspector.ts';
import { LoadingArea } from '../ui/LoadingArea.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ActionPanel } from './action/ActionPanel.tsx';
import { type Asking, askingOf } from './action/asking.ts';
import { closeInspector, turnTo } from './go.ts';
import { Head } from './Head.tsx';
import css from './Inspector.module.css';
import { known } from './known.ts';
import { PastNote } from './PastNote.tsx';
import type { InspectorDoors } from './summary/doors.ts';
import { TAB_KEYS, type Tab, tabIn, tabsOf } from './tabs.ts';
import { useDrawerKeys } from './use-drawer-keys.ts';
import { useInspection } from './use-inspection.ts';
import { View } from './View.tsx';
import type { Draft } from './yaml/draft.ts';

interface Props {
  readonly drawer: RefObject<HTMLElement | null>;
  readonly opened: Opened;
  readonly doors: InspectorDoors;
}

export function InspectedObject({ drawer, opened, doors }: Props) {
  const { object, isRestartAsked } = opened;
  const { inspection, failure, retry } = useInspection(object);
  const [asking, setAsking] = useState<Asking>();
  const [draft, setDraft] = useState<Draft>();
  const tabs = tabsOf(object.kind, inspection);
  const tab = tabIn(opened.tab, tabs);
  const show = (next: Tab) => turnTo({ object, tab: next === 'summary' ? undefined : next });
  const ask = (verb: Asking['verb']) => setAsking(askingOf(verb, object, known(inspection)?.can.replicas));
  const can = known(inspection)?.can;
  useEffect(() => {
    if (isRestartAsked !== true) return;
    setAsking(askingOf('restart', object));
    // Asked once: whoever says no and wants it after all comes by the same address again.
    turnTo({ ...opened, isRestartAsked: undefined });
  }, [isRestartAsked, object, opened]);
  useDrawerKeys(drawer, {
    letters: {
      ...Object.fromEntries(
        Object.entries(TAB_KEYS).flatMap(([letter, leadsTo]) =>
          tabs.includes(leadsTo) ? [[letter, () => show(leadsTo)]] : [],
        ),
      ),
      ...(can?.restart ? { [KEYS.inspector.restart]: () => ask('restart') } : {}),
    },
    escape: () => (asking === undefined ? closeInspector() : setAsking(undefined)),
  });
  return (
    <>
      <Head
        object={object}
        inspection={inspection}
        showLogs={tabs.includes('logs') ? () => show('logs') : undefined}
        openForward={doors.openForward}
        ask={ask}
      />
      <div className={css.notes}>
        <PastNote inspection={inspection} />
        {asking === undefined ? null : (
          <ActionPanel
            key={asking.verb}
            asking={asking}
            close={() => {
              setAsking(undefined);
              drawer.current?.focus({ preventScroll: true });
            }}
          />
        )}
      </div>
      {failure === undefined ? (
        <Tabs className={css.tabs} value={tab} onChange={(next) => show(next as Tab)} keepMounted={false}>
          <Tabs.List className={css.tablist} aria-label={inspectorText.tabsLabel}>
            {tabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {inspectorText.tabs[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab} className={css.panel}>
            <Content
              inspection={inspection}
              opened={opened}
              tab={tab}
              doors={doors}
              ask={setAsking}
              draft={draft}
              setDraft={setDraft}
            />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <Failure failure={failure} retry={retry} />
      )}
    </>
  );
}

interface ContentProps extends Pick<Props, 'opened' | 'doors'> {
  readonly inspection: Inspection | undefined;
  readonly tab: Tab;
  readonly ask: (asking: Asking) => void;
  readonly draft: Draft | undefined;
  readonly setDraft: (draft: Draft | undefined) => void;
}

function Content({ inspection, ...rest }: ContentProps) {
  if (inspection === undefined) {
    return (
      <div className={css.waiting}>
        <LoadingArea words={inspectorText.loading}>
          <Skeleton h={44} radius="var(--radius)" />
          <Skeleton h={88} radius="var(--radius)" />
          <Skeleton h={120} radius="var(--radius)" />
        </LoadingArea>
      </div>
    );
  }
  if (inspection.state === 'absent') {
    const { code, reason, remedy } = inspection;
    return <Notice tone="none" title={inspectorText.absent[code]} reason={reason} remedy={remedy} />;
  }
  return <View inspection={inspection} {...rest} />;
}

function Failure({ failure, retry }: { readonly failure: unknown; readonly retry: () => void }) {
  const { message, remedy } = toAppError(failure);
  return (
    <Notice tone="bad" title={inspectorText.failed} reason={message} remedy={remedy}>
      <Button onClick={retry}>{commonText.retry}</Button>
    </Notice>
  );
}
