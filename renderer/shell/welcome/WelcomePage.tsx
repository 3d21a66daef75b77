// The page before the first cluster answers: what there is, why it cannot be used, and the demo cluster in one click.
import { Button } from '@mantine/core';
import { IconFolderOpen, IconRefresh } from '@tabler/icons-react';
import { DEMO_CONTEXT_ID } from '../../../shared/model/demo-context.ts';
import {
  useAddKubeconfig,
  useAwaitedClusters,
  useClusterStatus,
  useLookAgain,
  useSelectCluster,
  useStackOffer,
} from '../../ipc/queries.ts';
import { StackOfferLine } from '../../status/StackOfferLine.tsx';
import { shellText } from '../../text/shell.ts';
import { welcomeText } from '../../text/welcome.ts';
import { notifyFailure } from '../../ui/notify-failure.tsx';
import { PageSkeleton } from '../../ui/PageSkeleton.tsx';
import { useIsIdle } from '../../ui/use-is-idle.ts';
import { ContextFiles } from './ContextFiles.tsx';
import { K3sCard } from './K3sCard.tsx';
import { k3sStanding } from './k3s-standing.ts';
import { WelcomeHead } from './WelcomeHead.tsx';
import css from './WelcomePage.module.css';

export function WelcomePage() {
  const list = useAwaitedClusters().data;
  const status = useClusterStatus().data;
  const isIdle = useIsIdle();
  const lookAgain = useLookAgain();
  const addFile = useAddKubeconfig();
  const { mutate, isPending, variables } = useSelectCluster();
  const select = (id: string) => mutate(id, { onError: (error) => notifyFailure(shellText.failed.select, error) });
  const choosing = isPending ? variables : status?.state === 'connecting' ? status.context.id : undefined;
  if (list === undefined) return <PageSkeleton words={welcomeText.waiting} />;
  const down = status?.state === 'unreachable' ? status : undefined;
  // Who has a cluster that does not answer needs no other one installed.
  const standing = down === undefined ? k3sStanding(list) : undefined;
  return (
    <div className={css.page}>
      <WelcomeHead down={down} choosing={list.contexts.find(({ id }) => id === choosing)} />
      <div className={css.cards}>
        {standing === undefined ? null : <K3sCard standing={standing} select={select} choosing={choosing} />}
        <section className={`card ${css.card}`}>
          <h2>{welcomeText.demoTitle}</h2>
          <p className="muted">{welcomeText.demoLead}</p>
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
      </div>
      <section className="card" aria-label={welcomeText.contextsTitle}>
        <div className={css.bar}>
          <h2>{welcomeText.contextsTitle}</h2>
          <Button
            variant="subtle"
            className={css.openFile}
            leftSection={<IconFolderOpen size={15} />}
            title={welcomeText.openFileAbout}
            loading={addFile.isPending}
            onClick={() =>
              addFile.mutate(undefined, { onError: (error) => notifyFailure(welcomeText.openFileFailed, error) })
            }
          >
            {welcomeText.openFile}
          </Button>
          <Button variant="subtle" leftSection={<IconRefresh size={15} />} onClick={() => void lookAgain()}>
            {welcomeText.lookAgain}
          </Button>
        </div>
        <ContextFiles
          list={list}
          select={select}
          choosing={choosing}
          mendedElsewhere={standing?.state === 'locked' ? standing.file : undefined}
        />
      </section>
      {down === undefined && isIdle ? <Offer /> : null}
    </div>
  );
}

/** Asked for last: to say what the stack brings, the main process reads all of it. */
function Offer() {
  const offer = useStackOffer().data;
  return offer === undefined ? null : <StackOfferLine offer={offer} />;
}

/** The first thing to do has the focus, unless a person is already somewhere else. */
function takeFocus(button: HTMLButtonElement | null): void {
  if (document.activeElement === document.body) button?.focus({ preventScroll: true });
}
