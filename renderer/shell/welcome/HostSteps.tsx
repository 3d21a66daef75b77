// The install of K3s by hand: each line with what it is for, and all that they change on this machine.
import type { HostPlan } from '../../../shared/model/host-check.ts';
import { welcomeText } from '../../text/welcome.ts';
import { CopyLine } from '../../ui/CopyLine.tsx';
import css from './HostChecks.module.css';
import page from './WelcomePage.module.css';

export function HostSteps({ plan: { version, steps, changes } }: { readonly plan: HostPlan }) {
  return (
    <>
      <p className="muted">{welcomeText.hostSteps(version)}</p>
      <ol className={page.steps}>
        {steps.map(({ about, command }) => (
          <li key={command}>
            <p>{about}</p>
            <CopyLine value={command} />
          </li>
        ))}
      </ol>
      <details>
        <summary className={css.summary}>{welcomeText.hostChanges}</summary>
        <ul className={css.list}>
          {changes.map(({ path, about }) => (
            <li key={path}>
              <span className={css.path}>{path}</span> <span className="muted">{about}</span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
