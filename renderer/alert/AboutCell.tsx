// The object that an alert is about, as the door to it; with it, what keeps the alert from being told.
import type { Alert } from '../../shared/model/alert.ts';
import { formatRef } from '../../shared/model/object.ts';
import { ObjectLink } from '../status/ObjectLink.tsx';
import { alertText } from '../text/alerts.ts';
import { commonText } from '../text/common.ts';
import { Chip } from '../ui/Chip.tsx';
import css from './AboutCell.module.css';

/** Of an alert that was, no state is known. */
export function AboutCell({ object, state = 'firing' }: Pick<Alert, 'object'> & Partial<Pick<Alert, 'state'>>) {
  return (
    <span className={css.about}>
      {object === undefined ? (
        commonText.none
      ) : (
        <ObjectLink object={object}>
          <code title={formatRef(object)}>{formatRef(object)}</code>
        </ObjectLink>
      )}
      {state === 'firing' ? null : <Chip>{alertText.state[state]}</Chip>}
    </span>
  );
}
