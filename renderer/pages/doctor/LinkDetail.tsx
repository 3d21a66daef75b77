// The details of one link: what mends it, and what was read and where.
import { Button } from '@mantine/core';
import type { DoctorLink } from '../../../shared/model/doctor.ts';
import { doctorText } from '../../text/doctor.ts';
import { CopyLine } from '../../ui/CopyLine.tsx';
import css from './LinkDetail.module.css';

/** Where the window mends what it may. */
export interface Repairs {
  readonly openStack: () => void;
  readonly openDrift: () => void;
}

interface Props extends Repairs {
  readonly link: DoctorLink;
}

export function LinkDetail({ link: { evidence, fixes, repair }, openStack, openDrift }: Props) {
  // What the window does itself is a button: commands are for what a terminal alone can do.
  const commands = repair === undefined ? fixes : fixes.filter(({ command }) => !command.startsWith('odin '));
  return (
    <div className={css.detail}>
      {repair === undefined && commands.length === 0 ? null : (
        <section className={css.part}>
          <h2 className={css.heading}>{doctorText.mend}</h2>
          {repair === undefined ? null : (
            <Button className={css.repair} onClick={repair === 'putBack' ? openDrift : openStack}>
              {doctorText.repair[repair]}
            </Button>
          )}
          {commands.map(({ what, command }) => (
            <div key={command} className={css.fix}>
              <p className={css.quiet}>{what}</p>
              <CopyLine value={command} />
            </div>
          ))}
        </section>
      )}
      <section className={css.part}>
        <h2 className={css.heading}>{doctorText.read}</h2>
        {evidence.length === 0 ? <p className={css.quiet}>{doctorText.nothingRead}</p> : null}
        <dl className={css.evidence}>
          {evidence.map(({ from, says }) => (
            <div key={`${from} ${says}`} className={css.pair}>
              <dt>
                <code>{from}</code>
              </dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
