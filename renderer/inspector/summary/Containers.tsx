// The containers of a pod or of a workload's template: how each is, what it runs, how it ended the last time.
import type { ContainerFacts } from '../../../shared/model/inspection.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { formatAge } from '../../format/duration.ts';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import { inspectorText } from '../../text/inspector.ts';
import { Chip } from '../../ui/Chip.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import type { Tone } from '../../ui/tone.ts';
import { useNow } from '../../ui/use-now.ts';
import css from './Summary.module.css';

const AGE_INTERVAL_MS = 10_000;

interface Props {
  readonly object: ObjectRef;
  readonly containers: readonly ContainerFacts[];
}

export function Containers({ object, containers }: Props) {
  const now = useNow(AGE_INTERVAL_MS);
  return (
    <ul className={css.containers}>
      {containers.map((container) => (
        <Container key={container.name} object={object} container={container} now={now} />
      ))}
    </ul>
  );
}

interface OneProps extends Pick<Props, 'object'> {
  readonly container: ContainerFacts;
  readonly now: number;
}

function Container({ object, container, now }: OneProps) {
  const { name, role, image, state, restarts = 0, lastExit } = container;
  return (
    <li className={css.container}>
      <div className={css.line}>
        {state === undefined ? null : <StatusIcon tone={toneOf(container)} />}
        {/* A container's name is the door to its log. */}
        <ObjectLink object={object} tab="logs" container={name} className={css.mono}>
          {name}
        </ObjectLink>
        {role === 'main' ? null : <Chip>{inspectorText.containerRole[role]}</Chip>}
        <span className={css.state}>{state}</span>
        {restarts > 0 ? <span className={css.count}>{inspectorText.restarts(restarts)}</span> : null}
      </div>
      <code className={css.image} title={image}>
        {shortened(image)}
      </code>
      {lastExit === undefined ? null : (
        <p className={css.exit}>
          {inspectorText.lastExit(lastExit.code, lastExit.reason)}
          {lastExit.at === undefined ? '' : `, ${inspectorText.ago(formatAge(lastExit.at, now))}`}
        </p>
      )}
    </li>
  );
}

function toneOf({ state = '', isReady }: ContainerFacts): Tone {
  if (state.startsWith('waiting')) return /BackOff|Err|Invalid/.test(state) ? 'bad' : 'busy';
  if (state.startsWith('ended')) return state.includes('Completed') ? 'none' : 'bad';
  return isReady === false ? 'busy' : 'ok';
}

/** Of a digest its beginning: it tells images apart, and the tag before it is what a person reads. */
function shortened(image: string): string {
  return image.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1…');
}
