// The ways out of a problem, two at most: each leads somewhere, and changes nothing by itself.
import { UnstyledButton } from '@mantine/core';
import type { CauseAction } from '../../../shared/model/cause.ts';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import { problemText } from '../../text/overview.ts';
import { CopyLink } from './CopyLink.tsx';
import css from './Problem.module.css';

const MOST = 2;

/** The ways out of the page that a problem may take. */
export interface ProblemDoors {
  readonly openStack: () => void;
  readonly openSettings: () => void;
  readonly openDoctor: () => void;
  readonly openDrift: () => void;
}

export function ProblemActions({ actions, ...doors }: ProblemDoors & { readonly actions: readonly CauseAction[] }) {
  return actions
    .slice(0, MOST)
    .map((action) => (
      <Action key={`${action.kind} ${'text' in action ? action.text : ''}`} action={action} {...doors} />
    ));
}

function Action({ action, ...doors }: ProblemDoors & { readonly action: CauseAction }) {
  switch (action.kind) {
    case 'showLog':
      return (
        <ObjectLink
          object={action.object}
          tab="logs"
          container={action.container}
          previous={action.previous}
          className={css.action}
        >
          {problemText.actions.showLog}
        </ObjectLink>
      );
    case 'openObject':
    case 'restart':
      return (
        <ObjectLink object={action.object} isRestartAsked={action.kind === 'restart'} className={css.action}>
          {problemText.actions[action.kind]}
        </ObjectLink>
      );
    case 'copy':
      return <CopyLink label={action.what} text={action.text} />;
    case 'openSettings':
    case 'openStack':
    case 'openDoctor':
    case 'openDrift':
      return (
        <UnstyledButton className={css.action} onClick={doors[action.kind]}>
          {problemText.actions[action.kind]}
        </UnstyledButton>
      );
    default:
      return action satisfies never;
  }
}
