// One release of a cluster: what it is, what a change of it would do. Plans only; `Operations` applies them.
import { assertNever } from '../../shared/assert-never.ts';
import { CONSENTS, type Consent } from '../../shared/model/consent.ts';
import type { Drift } from '../../shared/model/drift.ts';
import type { InstallChoice, PlanRequest } from '../../shared/model/plan-request.ts';
import type { Revision } from '../../shared/model/revision.ts';
import type { ReleaseContext, ReleaseTarget } from '../release/context.ts';
import { readDrift } from '../release/look/drift.ts';
import { readHistory } from '../release/look/history.ts';
import { readStanding, type Standing } from '../release/look/standing.ts';
import { readSupplied } from '../release/look/values.ts';
import { planAccept } from '../release/plan/plan-accept.ts';
import { planRecovery } from '../release/plan/plan-recovery.ts';
import { planRevision } from '../release/plan/plan-revision.ts';
import { planRollback } from '../release/plan/plan-rollback.ts';
import { planUninstall } from '../release/plan/plan-uninstall.ts';
import type { PreparedPlan } from '../release/plan/prepared.ts';
import { newestGood } from '../release/record/record.ts';
import type { Desired } from '../release/wanted/desired.ts';

/** A release and where its wanted state comes from. */
export interface ReleaseSource extends ReleaseTarget {
  /** The objects of what is chosen; without a choice of the newest version, with the settings that it has. */
  desired(choice: InstallChoice, signal: AbortSignal): Promise<Desired>;
}

export class ManagedRelease {
  readonly #context: ReleaseContext;
  readonly #source: ReleaseSource;

  constructor(context: ReleaseContext, source: ReleaseSource) {
    this.#context = context;
    this.#source = source;
  }

  get #target(): ReleaseTarget {
    const { release, namespace } = this.#source;
    return { release, namespace };
  }

  /** Plans what is asked for. Throws as the planning functions do. */
  async plan(request: PlanRequest, signal: AbortSignal): Promise<PreparedPlan> {
    return { ...(await this.#planFor(request, signal)), want: request.want };
  }

  async #planFor(request: PlanRequest, signal: AbortSignal): Promise<PreparedPlan> {
    const target = this.#target;
    switch (request.want) {
      case 'install': {
        const desired = await this.#source.desired(request, signal);
        return planRevision(this.#context, { desired, consent: request.consent }, signal);
      }
      case 'rollback':
        return planRollback(this.#context, { ...target, revision: request.revision, consent: request.consent }, signal);
      case 'uninstall': {
        const { deleteData, consent } = request;
        return planUninstall(this.#context, { ...target, deleteData, consent }, signal);
      }
      case 'recover':
        return planRecovery(this.#context, { ...target, how: request.how, consent: request.consent }, signal);
      case 'putBack': {
        // The newest good revision once more, whoever has taken its fields since.
        const revision = await newestGood(this.#context, target, signal);
        return planRollback(this.#context, { ...target, revision, consent: withForce(request.consent) }, signal);
      }
      case 'accept':
        // The values are those that the cluster has: taking the fields changes nothing but their owner.
        return planAccept(this.#context, { ...target, consent: withForce(request.consent) }, signal);
      default:
        return assertNever(request);
    }
  }

  history(signal: AbortSignal): Promise<readonly Revision[]> {
    return readHistory(this.#context, this.#target, signal);
  }

  drift(signal: AbortSignal): Promise<Drift> {
    return readDrift(this.#context, this.#target, signal);
  }

  /** What was chosen for the newest revision that became healthy. */
  supplied(signal: AbortSignal): ReturnType<typeof readSupplied> {
    return readSupplied(this.#context, this.#target, signal);
  }

  standing(signal: AbortSignal): Promise<Standing> {
    return readStanding(this.#context, this.#target, signal);
  }
}

/** Drift is about fields that others have taken: whoever wants it ended agrees to take them. */
function withForce(consent: Consent): Consent {
  return CONSENTS.filter((kind) => kind === 'force' || consent.includes(kind));
}
