// One object that was changed by hand: field by field what the revision has, what is there now, who did it and when.
import { Fragment } from 'react';
import type { DriftedField, DriftedObject } from '../../../shared/model/drift.ts';
import { formatDateTime } from '../../format/clock.ts';
import { stackText } from '../../text/stack.ts';
import css from './DriftDetail.module.css';

interface Props {
  readonly object: DriftedObject;
  readonly revision: number;
}

export function DriftDetail({ object, revision }: Props) {
  if (object.state === 'missing') return <p className={css.missing}>{stackText.drift.missing}</p>;
  return (
    <ul>
      {object.fields.map((field) => (
        <Field key={field.path} field={field} revision={revision} />
      ))}
    </ul>
  );
}

function Field({ field, revision }: { readonly field: DriftedField; readonly revision: number }) {
  const { path, wanted, live } = field;
  return (
    <li className={css.field}>
      <div className={css.head}>
        <code className={css.path}>{breakable(path)}</code>
        <span className={css.who}>{whoOf(field)}</span>
      </div>
      <dl className={css.values}>
        <dt>{stackText.drift.wanted(revision)}</dt>
        <Value value={wanted} mark={css.wanted} />
        <dt>{stackText.drift.live}</dt>
        <Value value={live} mark={css.live} />
      </dl>
    </li>
  );
}

function Value({ value, mark }: { readonly value: string | undefined; readonly mark: string | undefined }) {
  if (value === undefined) return <dd className={css.absent}>{stackText.drift.notSet}</dd>;
  return (
    <dd>
      <code className={mark}>{value}</code>
    </dd>
  );
}

/** A long path breaks between its fields. */
function breakable(path: string) {
  return path.split(/(?<=[.\]])(?=\w|\[)/).map((part, index) => (
    // The parts have no identity but their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}

function whoOf({ manager, at, live }: DriftedField): string {
  const when = at === undefined ? undefined : formatDateTime(at);
  if (manager === undefined) return live === undefined ? stackText.drift.removedByHand : (when ?? '');
  return when === undefined ? manager : stackText.drift.by(manager, when);
}
