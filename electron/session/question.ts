// The questions that are asked of a person outside of the page, by what the main process holds: whoever has taken a page over
// cannot say yes.

import type { Plan, Stakes } from '../../shared/model/plan.ts';
import type { ActionStakes } from '../actions/prepared.ts';

/** A change of a release that deletes data or grants rights. */
export interface ChangeQuestion extends Stakes, Pick<Plan, 'verb' | 'release' | 'namespace'> {
  readonly about: 'change';
}

/** An action on one object that does. */
export interface ActionQuestion extends ActionStakes {
  readonly about: 'action';
  readonly verb: string;
  /** `Deployment/monitoring/grafana`. */
  readonly object: string;
}

/** The first shell in a cluster: what is typed in it runs there. */
export interface ShellQuestion {
  readonly about: 'shell';
  /** `Pod/monitoring/grafana-0`. */
  readonly pod: string;
  readonly container: string;
}

/** The first plain forward from a cluster: any program of this machine may connect to it. */
export interface ForwardQuestion {
  readonly about: 'forward';
  /** `Service/demo/web`. */
  readonly object: string;
}

/** The demo cluster begins anew: what was made in it is gone. */
export interface DemoResetQuestion {
  readonly about: 'demoReset';
}

/** A value that the page gave becomes what Alertmanager proves itself by. */
export interface SecretQuestion {
  readonly about: 'secret';
  readonly key: string;
  /** `monitoring/alertmanager-secrets`. */
  readonly secret: string;
  /** Something stands there already, and is lost. */
  readonly isThere: boolean;
}

/** A question, and where it is. */
export type Question = (
  | ChangeQuestion
  | ActionQuestion
  | ShellQuestion
  | ForwardQuestion
  | DemoResetQuestion
  | SecretQuestion
) & {
  /** As the kubeconfig calls it. */
  readonly cluster: string;
};

/** Asks; whether a person said yes. */
export type Ask = (question: Question) => Promise<boolean>;
