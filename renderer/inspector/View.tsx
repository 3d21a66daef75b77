// The view of an object that is open. Editors and terminals are loaded when they are asked for.
import { lazy, Suspense } from 'react';
import { assertNever } from '../../shared/assert-never.ts';
import type { Opened } from '../status/object-address.ts';
import { inspectorText } from '../text/inspector.ts';
import { LoadingArea } from '../ui/LoadingArea.tsx';
import type { Asking } from './action/asking.ts';
import { Events } from './Events.tsx';
import css from './Inspector.module.css';
import type { Known } from './known.ts';
import { LogTab } from './LogTab.tsx';
import type { InspectorDoors } from './summary/doors.ts';
import { Summary } from './summary/Summary.tsx';
import type { Tab } from './tabs.ts';
import type { Draft } from './yaml/draft.ts';

const YamlTab = lazy(async () => ({ default: (await import('./yaml/YamlTab.tsx')).YamlTab }));
const ShellTab = lazy(async () => ({ default: (await import('./shell/ShellTab.tsx')).ShellTab }));

interface Props {
  readonly inspection: Known;
  readonly opened: Opened;
  readonly tab: Tab;
  readonly doors: InspectorDoors;
  readonly ask: (asking: Asking) => void;
  readonly draft: Draft | undefined;
  readonly setDraft: (draft: Draft | undefined) => void;
}

export function View({ inspection, opened, tab, doors, ask, draft, setDraft }: Props) {
  switch (tab) {
    case 'summary':
      return (
        <Summary inspection={inspection} doors={doors} askRestart={(object) => ask({ verb: 'restart', object })} />
      );
    case 'logs':
      return <LogTab inspection={inspection} opened={opened} />;
    case 'events':
      return <Events inspection={inspection} />;
    case 'yaml':
      return (
        <Suspense fallback={<Opening />}>
          <YamlTab
            object={inspection.ref}
            yaml={inspection.yaml}
            canEdit={inspection.state === 'there'}
            draft={draft}
            setDraft={setDraft}
          />
        </Suspense>
      );
    case 'shell':
      return (
        <Suspense fallback={<Opening />}>
          <ShellTab
            pod={inspection.ref}
            containers={inspection.containers.filter(({ role }) => role !== 'init').map(({ name }) => name)}
            container={opened.container}
          />
        </Suspense>
      );
    default:
      return assertNever(tab);
  }
}

function Opening() {
  return (
    <div className={css.waiting}>
      <LoadingArea words={inspectorText.yaml.opening}>{null}</LoadingArea>
    </div>
  );
}
