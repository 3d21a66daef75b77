// The events of an object, newest first, those that repeat as one.
import type { ObjectEvent } from '../../shared/model/inspection.ts';
import { refKey } from '../../shared/model/object.ts';
import { formatAge } from '../format/duration.ts';
import { ObjectLink } from '../status/ObjectLink.tsx';
import { inspectorText } from '../text/inspector.ts';
import { Notice } from '../ui/Notice.tsx';
import { StatusIcon } from '../ui/StatusIcon.tsx';
import { useNow } from '../ui/use-now.ts';
import css from './Events.module.css';
import type { Known } from './known.ts';

const AGE_INTERVAL_MS = 10_000;

export function Events({ inspection: { events, ref } }: { readonly inspection: Known }) {
  const now = useNow(AGE_INTERVAL_MS);
  if (events === null) return <Notice tone="none" title={inspectorText.eventsForbidden} />;
  if (events.length === 0) return <p className={css.none}>{inspectorText.noEvents}</p>;
  return (
    <ol className={css.events}>
      {events.map((event) => (
        <Event key={event.id} event={event} isAboutAnother={refKey(event.object) !== refKey(ref)} now={now} />
      ))}
    </ol>
  );
}

interface Props {
  readonly event: ObjectEvent;
  readonly isAboutAnother: boolean;
  readonly now: number;
}

function Event({ event, isAboutAnother, now }: Props) {
  const { type, reason, message, object, lastAt } = event;
  return (
    <li className={css.event}>
      <StatusIcon tone={type === 'Warning' ? 'warn' : 'none'} label={inspectorText.eventType[type]} />
      <div className={css.body}>
        <p className={css.first}>
          <span className={css.reason}>{reason}</span>
          {lastAt === undefined ? null : (
            <time className={css.age} dateTime={isoOf(lastAt)}>
              {inspectorText.ago(formatAge(lastAt, now))}
            </time>
          )}
        </p>
        <p>{message}</p>
        <p className={css.rest}>
          {isAboutAnother ? (
            <ObjectLink object={object} className={css.door}>
              {object.name}
            </ObjectLink>
          ) : null}
          <span>{restOf(event, now)}</span>
        </p>
      </div>
    </li>
  );
}

/** "12 times for 3 h · said by kubelet". */
function restOf({ count, firstAt, source }: ObjectEvent, now: number): string {
  const often = [
    count > 1 ? inspectorText.times(count) : '',
    count > 1 && firstAt !== undefined ? inspectorText.since(formatAge(firstAt, now)) : '',
  ];
  const said = source === undefined ? '' : inspectorText.saidBy(source);
  return [often.filter((words) => words !== '').join(' '), said].filter((words) => words !== '').join(' · ');
}

/** A date that no calendar has would throw. */
function isoOf(at: number): string | undefined {
  return Math.abs(at) > 8.64e15 ? undefined : new Date(at).toISOString();
}
