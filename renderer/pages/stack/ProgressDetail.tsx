// One object on its way: its sentence, and Kubernetes' own words about it.
import { formatRef } from '../../../shared/model/object.ts';
import type { ObjectProgress } from '../../../shared/model/operation.ts';
import { text } from '../../text.ts';
import { Evidence } from '../../ui/Evidence.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { toneOfProgress } from '../../ui/tone.ts';
import css from './ProgressDetail.module.css';
import { sentenceOf } from './progress.ts';

export function ProgressDetail({ object }: { readonly object: ObjectProgress }) {
  const evidence = object.health?.evidence ?? [];
  return (
    <div className={css.detail}>
      <h2 className="mono">{formatRef(object.ref)}</h2>
      <p className={css.sentence}>
        <StatusIcon tone={toneOfProgress(object)} />
        <span className={css.words}>{sentenceOf(object)}</span>
      </p>
      {evidence.length === 0 ? <p className="muted">{text.stack.noEvidence}</p> : <Evidence lines={evidence} />}
    </div>
  );
}
