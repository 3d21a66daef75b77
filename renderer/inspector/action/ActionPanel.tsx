// The question whether to do something, in the drawer: what it will do, then the button with the verb; and what came of it.
import { useEffect, useRef, useState } from 'react';
import { actionText } from '../../text/inspector.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './Action.module.css';
import { ActionQuestion } from './ActionQuestion.tsx';
import type { Asking } from './asking.ts';
import { Done } from './Done.tsx';
import { Replicas } from './Replicas.tsx';

interface Props {
  readonly asking: Asking;
  readonly close: () => void;
}

export function ActionPanel({ asking, close }: Props) {
  const [action, setAction] = useState(asking);
  const [done, setDone] = useState<string>();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const title = actionText.question[action.verb](action.object.name);
  if (done !== undefined) return <Done sentence={done} close={close} />;
  return (
    <section ref={panel} className={css.panel} aria-label={title} tabIndex={-1}>
      <h3 className={css.title}>
        <StatusIcon tone={action.verb === 'delete' ? 'bad' : 'warn'} />
        <span className={css.question}>{title}</span>
      </h3>
      {action.verb === 'scale' ? (
        <Replicas value={action.replicas} onChange={(replicas) => setAction({ ...action, replicas })} />
      ) : null}
      <ActionQuestion action={action} onDone={setDone} cancel={close} />
    </section>
  );
}
