// The first sentence of the welcome page: what to do, what is starting, or why the chosen cluster does not answer.
import type { ClusterContext, ClusterStatus } from '../../../shared/model/cluster.ts';
import { shellText } from '../../text/shell.ts';
import { welcomeText } from '../../text/welcome.ts';
import { CopyLine } from '../../ui/CopyLine.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './WelcomePage.module.css';

interface Props {
  readonly down: Extract<ClusterStatus, { state: 'unreachable' }> | undefined;
  /** The context that is being chosen now. */
  readonly choosing: ClusterContext | undefined;
}

export function WelcomeHead({ down, choosing }: Props) {
  if (down !== undefined && choosing === undefined) {
    return (
      <Headline tone="bad" title={welcomeText.titleUnreachable(down.context.name)}>
        {down.reason}
        {down.remedy === undefined ? null : (
          <div className={css.remedy}>
            <CopyLine value={down.remedy} />
          </div>
        )}
      </Headline>
    );
  }
  return (
    <Headline title={welcomeText.titleNone}>
      <p className={css.starting} role="status">
        {choosing === undefined ? (
          welcomeText.leadNone
        ) : (
          <>
            <StatusIcon tone="busy" />
            {choosing.kind === 'demo' ? welcomeText.startingDemo : shellText.connecting(choosing.name)}
          </>
        )}
      </p>
    </Headline>
  );
}
