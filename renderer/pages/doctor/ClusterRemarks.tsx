// The cluster around the chain: what it is and where, and a row for each thing that matters for the stack.
import type { DoctorReport } from '../../../shared/model/doctor.ts';
import { doctorText } from '../../text/doctor.ts';
import { CopyLine } from '../../ui/CopyLine.tsx';
import css from './ClusterRemarks.module.css';

export function ClusterRemarks({ sentence, remarks }: NonNullable<DoctorReport['cluster']>) {
  return (
    <section className={`card ${css.card}`} aria-label={doctorText.cluster}>
      <h2 className={css.heading}>{sentence}</h2>
      <dl>
        {remarks.map(({ about, sentence: said, command }) => (
          <div key={about} className={css.row}>
            <dt className={css.name}>{doctorText.remarks[about]}</dt>
            <dd className={css.words}>
              <p>{said}</p>
              {command === undefined ? null : <CopyLine value={command} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
