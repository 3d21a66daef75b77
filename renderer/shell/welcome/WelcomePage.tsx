// The page before the first cluster answers: what there is, why it cannot be used, and the demo cluster in one click.
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { DEMO_CONTEXT_ID } from '../../../shared/model/demo-context.ts';
import { useClusterList, useClusterStatus, useLookAgain, useSelectCluster } from '../../ipc/queries.ts';
import { shellText } from '../../text/shell.ts';
import { welcomeText } from '../../text/welcome.ts';
import { CopyLine } from '../../ui/CopyLine.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { notifyFailure } from '../../ui/notify-failure.tsx';
import { PageSkeleton } from '../../ui/PageSkeleton.tsx';
import { ContextFiles } from './ContextFiles.tsx';
import css from './WelcomePage.module.css';

export function WelcomePage() {
  const list = useClusterList().data;
  const status = useClusterStatus().data;
  const lookAgain = useLookAgain();
  const { mutate, isPending, variables } = useSelectCluster();
  const select = (id: string) => mutate(id, { onError: (error) => notifyFailure(shellText.failed.select, error) });
  const choosing = isPending ? variables : status?.state === 'connecting' ? status.context.id : undefined;
  if (list === undefined) return <PageSkeleton words={welcomeText.waiting} />;
  const down = status?.state === 'unreachable' ? status : undefined;
  return (
    <div className={css.page}>
      {down === undefined ? (
        <Headline title={welcomeText.titleNone}>{welcomeText.leadNone}</Headline>
      ) : (
        <Headline tone="bad" title={welcomeText.titleUnreachable(down.context.name)}>
          {down.reason}
          {down.remedy === undefined ? null : (
            <div className={css.remedy}>
              <CopyLine value={down.remedy} />
            </div>
          )}
        </Headline>
      )}
      <section className={`card ${css.demo}`}>
        <div>
          <h2>{welcomeText.demoTitle}</h2>
          <p className="muted">{welcomeText.demoLead}</p>
        </div>
        <Button
          ref={takeFocus}
          variant="filled"
          fw={600}
          loading={choosing === DEMO_CONTEXT_ID}
          onClick={() => select(DEMO_CONTEXT_ID)}
        >
          {welcomeText.demoStart}
        </Button>
      </section>
      <section className="card" aria-label={welcomeText.contextsTitle}>
        <div className={css.bar}>
          <h2>{welcomeText.contextsTitle}</h2>
          <Button variant="subtle" leftSection={<IconRefresh size={15} />} onClick={() => void lookAgain()}>
            {welcomeText.lookAgain}
          </Button>
        </div>
        <ContextFiles list={list} select={select} choosing={choosing} />
      </section>
    </div>
  );
}

/** The first thing to do has the focus, unless a person is already somewhere else. */
function takeFocus(button: HTMLButtonElement | null): void {
  if (document.activeElement === document.body) button?.focus({ preventScroll: true });
}
