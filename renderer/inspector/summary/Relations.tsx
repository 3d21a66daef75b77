// The objects that belong to one: each name is a door.
import type { Relation } from '../../../shared/model/inspection.ts';
import { refKey } from '../../../shared/model/object.ts';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import { toneOfHealth } from '../../status/tones.ts';
import { healthText } from '../../text/health.ts';
import { inspectorText } from '../../text/inspector.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './Summary.module.css';

export function Relations({ relations }: { readonly relations: readonly Relation[] }) {
  return (
    <ul className={css.pairs}>
      {relations.map(({ relation, object, note, health }) => (
        <li key={`${relation} ${refKey(object)}`} className={css.pair}>
          <span className={css.label}>{inspectorText.relation[relation]}</span>
          <div className={css.value}>
            <span className={css.door}>
              {health === undefined ? null : (
                <span className={css.shape}>
                  <StatusIcon tone={toneOfHealth(health.state)} size={14} label={healthText.state[health.state]} />
                </span>
              )}
              <ObjectLink object={object} className={css.mono}>
                {object.name}
              </ObjectLink>
              <span className={css.kind}>{object.kind}</span>
            </span>
            {note === undefined ? null : <p className={css.note}>{note}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
