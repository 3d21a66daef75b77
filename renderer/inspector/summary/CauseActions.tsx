// The buttons beside a cause, the likeliest first.
import { Button } from '@mantine/core';
import { assertNever } from '../../../shared/assert-never.ts';
import type { CauseAction } from '../../../shared/model/cause.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { addressOf, type Opened } from '../../status/object-address.ts';
import { inspectorText } from '../../text/inspector.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { InspectorDoors } from './doors.ts';
import css from './Summary.module.css';

interface Props {
  readonly actions: readonly CauseAction[];
  readonly doors: InspectorDoors;
  readonly askRestart: (object: ObjectRef) => void;
}

export function CauseActions({ actions, doors, askRestart }: Props) {
  if (actions.length === 0) return null;
  return (
    <div className={css.actions}>
      {actions.map((action) => (
        <ActionButton key={JSON.stringify(action)} action={action} doors={doors} askRestart={askRestart} />
      ))}
    </div>
  );
}

function ActionButton({ action, doors, askRestart }: { readonly action: CauseAction } & Omit<Props, 'actions'>) {
  switch (action.kind) {
    case 'showLog': {
      const { object, container, previous } = action;
      return <Way opened={{ object, tab: 'logs', container, previous }} words={inspectorText.showLog} />;
    }
    case 'openObject':
      return <Way opened={{ object: action.object }} words={inspectorText.openObject(action.object.name)} />;
    case 'restart':
      return <Act words={inspectorText.restartObject(action.object.name)} act={() => askRestart(action.object)} />;
    case 'copy':
      return <Act words={action.what} act={() => copyText(action.text)} />;
    case 'openSettings':
      return <Act words={inspectorText.openSettings} act={doors.openSettings} />;
    case 'openStack':
      return <Act words={inspectorText.openStack} act={doors.openStack} />;
    case 'openDoctor':
      return <Act words={inspectorText.openDoctor} act={doors.openDoctor} />;
    case 'openDrift':
      return <Act words={inspectorText.seeDrift} act={doors.openDrift} />;
    default:
      return assertNever(action);
  }
}

function Act({ words, act }: { readonly words: string; readonly act: () => void }) {
  return (
    <Button className={css.action} onClick={act}>
      {words}
    </Button>
  );
}

/** A link: it can be copied, and Back leads away again. */
function Way({ opened, words }: { readonly opened: Opened; readonly words: string }) {
  return (
    <Button component="a" className={css.action} href={addressOf(window.location.hash, opened)}>
      {words}
    </Button>
  );
}
