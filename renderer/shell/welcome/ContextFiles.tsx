// Each kubeconfig file with its contexts; for each context what it needs, and whether it answers once somebody has asked.
import { Button } from '@mantine/core';
import type { ClusterContext, ClusterList } from '../../../shared/model/cluster.ts';
import { useProbe } from '../../ipc/queries.ts';
import { shellText } from '../../text/shell.ts';
import { welcomeText } from '../../text/welcome.ts';
import { Chip } from '../../ui/Chip.tsx';
import { CopyLine } from '../../ui/CopyLine.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { cautionsOfContext, cautionsOfFile } from './cautions.ts';
import css from './WelcomePage.module.css';

interface Props {
  readonly list: ClusterList;
  readonly select: (id: string) => void;
  /** The context that is being chosen now. */
  readonly choosing: string | undefined;
  /** The file whose remedy is told elsewhere on the page. */
  readonly mendedElsewhere: string | undefined;
}

export function ContextFiles({ list, select, choosing, mendedElsewhere }: Props) {
  if (list.files.length === 0) {
    return (
      <p className={css.problem}>
        {welcomeText.noContexts} <span className="muted">{welcomeText.noContextsNext}</span>
      </p>
    );
  }
  return list.files.map(({ path, problem, remedy }) => {
    const contexts = list.contexts.filter(({ file }) => file === path);
    return (
      <div key={path} className={css.file}>
        <h3 className={css.path}>{path}</h3>
        {problem === undefined ? null : (
          <div className={css.row}>
            <StatusIcon tone="warn" />
            <div className={css.words}>
              <p>{problem}</p>
              {remedy === undefined || path === mendedElsewhere ? null : <CopyLine value={remedy} />}
            </div>
          </div>
        )}
        {cautionsOfFile(contexts).map(({ kind, sentence }) => (
          <p key={sentence} className={css.caution}>
            <Chip tone="warn">{shellText.header.cautions[kind]}</Chip> {sentence}
          </p>
        ))}
        {problem === undefined && contexts.length === 0 ? (
          <p className={css.row}>{shellText.header.noContexts}</p>
        ) : null}
        <ul>
          {contexts.map((context) => (
            <ContextRow key={context.id} context={context} select={select} isChoosing={choosing === context.id} />
          ))}
        </ul>
      </div>
    );
  });
}

interface RowProps {
  readonly context: ClusterContext;
  readonly select: (id: string) => void;
  readonly isChoosing: boolean;
}

function ContextRow({ context, select, isChoosing }: RowProps) {
  const { data, error, isFetching, refetch } = useProbe(context.id);
  const hasFailed = error !== null || data?.reachable === false || context.problem !== undefined;
  const tone = isFetching ? 'busy' : hasFailed ? 'bad' : data === undefined ? 'none' : 'ok';
  const message = isFetching ? welcomeText.checking : (data?.message ?? error?.message ?? context.problem);
  const use = hasFailed ? welcomeText.tryAnyway : welcomeText.use;
  return (
    <li className={css.row}>
      <StatusIcon tone={tone} />
      <div className={css.words}>
        <div className={css.nameLine}>
          <span className={css.name}>{context.name}</span>
          {context.isCurrent ? <Chip>{shellText.header.current}</Chip> : null}
          <code className="muted">{context.server}</code>
          {context.looksLike === undefined ? null : (
            <span className="muted">{shellText.header.looksLike(context.looksLike)}</span>
          )}
        </div>
        {message === undefined ? null : <p className="muted">{message}</p>}
        {context.runs === undefined ? null : <p className="muted">{welcomeText.runs(context.runs)}</p>}
        {context.reads === undefined ? null : <p className="muted">{welcomeText.reads(context.reads)}</p>}
        {cautionsOfContext(context).map(({ kind, sentence }) => (
          <p key={kind}>
            <Chip tone="warn">{shellText.header.cautions[kind]}</Chip> {sentence}
          </p>
        ))}
        {data?.remedy === undefined ? null : <CopyLine value={data.remedy} />}
      </div>
      <Button
        variant="subtle"
        disabled={isFetching}
        onClick={() => void refetch()}
        aria-label={`${welcomeText.check} ${context.name}`}
        title={welcomeText.checkAbout}
      >
        {welcomeText.check}
      </Button>
      <Button
        variant={hasFailed ? 'subtle' : 'default'}
        loading={isChoosing}
        onClick={() => select(context.id)}
        aria-label={`${use} ${context.name}`}
      >
        {use}
      </Button>
    </li>
  );
}
