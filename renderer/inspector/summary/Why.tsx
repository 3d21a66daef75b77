// The cause of how an object is, the next step and its buttons; below it, folded, Kubernetes' own words.
import { IconChevronRight } from '@tabler/icons-react';
import type { Health } from '../../../shared/model/health.ts';
import { refKey } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { toneOfHealth } from '../../status/tones.ts';
import { healthText } from '../../text/health.ts';
import { CodeLines } from '../../ui/CodeLines.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { CauseActions } from './CauseActions.tsx';
import type { InspectorDoors } from './doors.ts';
import css from './Summary.module.css';

interface Props {
  readonly object: ObjectRef;
  readonly health: Health;
  readonly isPast: boolean;
  readonly doors: InspectorDoors;
  readonly askRestart: (object: ObjectRef) => void;
}

export function Why({ object, health, isPast, doors, askRestart }: Props) {
  const { state, reason, evidence, why } = health;
  // A door to where one is leads nowhere.
  const actions = (why?.actions ?? []).filter(
    (action) => action.kind !== 'openObject' || refKey(action.object) !== refKey(object),
  );
  const title = why?.title ?? (reason === '' ? healthText.state[state] : reason);
  return (
    <div className={css.why}>
      <div className={css.cause}>
        <StatusIcon tone={isPast ? 'none' : toneOfHealth(state)} size={18} />
        <div className={css.words}>
          <p className={css.causeTitle}>{title}</p>
          {why?.next === undefined ? null : <p className="muted">{why.next}</p>}
          <CauseActions actions={actions} doors={doors} askRestart={askRestart} />
        </div>
      </div>
      {evidence.length === 0 ? null : (
        <details className={css.evidence}>
          <summary>
            <IconChevronRight size={14} aria-hidden />
            {healthText.evidence}
          </summary>
          <CodeLines label={healthText.evidence} lines={evidence} />
        </details>
      )}
    </div>
  );
}
