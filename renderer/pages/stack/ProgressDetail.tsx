// One object on its way: its sentence, and Kubernetes' own words about it.
import { formatRef } from '../../../shared/model/object.ts';
import type { ObjectProgress } from '../../../shared/model/operation.ts';
import { hasEnded, type OperationPhase } from '../../../shared/model/operation-phase.ts';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import { healthText } from '../../text/health.ts';
import { stackText } from '../../text/stack.ts';
import { CodeLines } from '../../ui/CodeLines.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './ProgressDetail.module.css';
import { hasPods, sentenceIn, toneIn } from './progress.ts';

interface Props {
  /** The phase of the operation that the object belongs to. */
  readonly phase: OperationPhase;
  readonly object: ObjectProgress;
}

export function ProgressDetail({ phase, object }: Props) {
  const tone = toneIn(phase, object);
  const evidence = object.health?.evidence ?? [];
  return (
    <div className={css.detail}>
      <h2 className="mono">
        <ObjectLink object={object.ref} className={css.door}>
          {formatRef(object.ref)}
        </ObjectLink>
      </h2>
      <p className={css.sentence}>
        <StatusIcon tone={tone} />
        <span className={css.words}>{sentenceIn(phase, object)}</span>
      </p>
      {/* Once it has ended, that is a button below. */}
      {tone === 'bad' && !hasEnded(phase) && hasPods(object.ref.kind) ? (
        <p>
          <ObjectLink object={object.ref} tab="logs" className={css.log}>
            {stackText.showLog}
          </ObjectLink>
        </p>
      ) : null}
      {evidence.length === 0 ? (
        <p className="muted">{stackText.noEvidence}</p>
      ) : (
        <CodeLines label={healthText.evidence} lines={evidence} />
      )}
    </div>
  );
}
