// The checks of this machine: the verdict, what needs a look with the lines that mend it, and all of them on demand.
import type { HostCheck, HostReport } from '../../../shared/model/host-check.ts';
import { welcomeText } from '../../text/welcome.ts';
import { CopyLine } from '../../ui/CopyLine.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import type { Tone } from '../../ui/tone.ts';
import css from './HostChecks.module.css';

const TONES: Readonly<Record<HostCheck['level'], Tone>> = {
  ok: 'ok',
  warning: 'warn',
  blocker: 'bad',
  unknown: 'none',
};

export function HostChecks({ report: { standing, sentence, checks } }: { readonly report: HostReport }) {
  const open = checks.filter(({ level }) => level === 'blocker' || level === 'warning');
  const verdict: Tone = standing === 'blocked' ? 'bad' : open.length > 0 ? 'warn' : 'ok';
  // A single blocker is the verdict itself, and is told once.
  const isToldByVerdict = open.length === 1 && open[0]?.sentence === sentence;
  return (
    <div className={css.checks}>
      {isToldByVerdict ? null : (
        <p className={css.row} role="status">
          <StatusIcon tone={verdict} />
          {sentence}
        </p>
      )}
      <ul className={css.list}>
        {open.map((check) => (
          <Row key={check.name} check={check} />
        ))}
      </ul>
      <details>
        <summary className={css.summary}>{welcomeText.hostAll(checks.length)}</summary>
        <ul className={css.list}>
          {checks.map((check) => (
            <li key={check.name} className={css.row}>
              <StatusIcon tone={TONES[check.level]} label={welcomeText.hostLevels[check.level]} />
              <span>
                <span className={css.name}>{welcomeText.hostChecks[check.name]}</span> {check.sentence}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Row({ check: { level, sentence, commands } }: { readonly check: HostCheck }) {
  return (
    <li className={css.row}>
      <StatusIcon tone={TONES[level]} label={welcomeText.hostLevels[level]} />
      <div className={css.words}>
        <p>{sentence}</p>
        {commands.map((line) => (
          <CopyLine key={line} value={line} />
        ))}
      </div>
    </li>
  );
}
