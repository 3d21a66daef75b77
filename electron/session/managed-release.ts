// One release of a cluster: what it is, what a change of it would do. Plans only; `Operations` applies them.
import { assertNever } from '../../shared/assert-never.ts';
import type { Drift } from '../../shared/model/drift.ts';
import type { InstallChoice, PlanRequest } from '../../shared/model/plan-request.ts';
import type { Revision } from '../../shared/model/revision.ts';
import type { RevisionDetail } from '../../shared/model/revision-detail.ts';
import type { ReleaseContext, ReleaseTarget } from '../release/context.ts';
import { readDrift } from '../release/look/drift.ts';
import { readHistory } from '../release/look/history.ts';
import { readInventory } from '../release/look/read-inventory.ts';
import { readRevisionDetail } from '../release/look/revision-detail.ts';
import { readRevisionManifest } from '../release/look/revision-manifest.ts';
import { readStanding, type Standing } from '../release/look/standing.ts';
import { readSupplied } from '../release/look/values.ts';
import { planAccept } from '../release/plan/plan-accept.ts';
import { planRecovery } from '../release/plan/plan-recovery.ts';
import { planRevision } from '../release/plan/plan-revision.ts';
import { planRollback } from '../release/plan/plan-rollback.ts';
import { planUninstall } from '../release/plan/plan-uninstall.ts';
import type { PreparedPlan } from '../release/plan/prepared.ts';
import { type Book, openBook } from '../release/record/book.ts';
import type { Desired } from '../release/wanted/desired.ts';
import { componentTitle } from '../stack/component-titles.ts';
import { expiriesOf } from '../stack/expiries.ts';
import { describedPlan, withParts } from './described-plan.ts';

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

  #book(signal: AbortSignal): Book {
    return openBook(this.#context, this.#source, signal);
  }

  /** Plans what is asked for. Throws as the planning functions do. */
  async plan(request: PlanRequest, signal: AbortSignal): Promise<PreparedPlan> {
    const prepared = await this.#planFor(request, signal);
    const entries = prepared.verb === 'uninstall' ? [] : prepared.entries;
    const expiries = expiriesOf(entries.map(({ ref, assessment }) => ({ ref, ...assessment })));
    return { ...prepared, plan: describedPlan(prepared.plan, componentTitle, expiries), want: request.want };
  }

  async #planFor(request: PlanRequest, signal: AbortSignal): Promise<PreparedPlan> {
    const book = this.#book(signal);
    switch (request.want) {
      case 'install': {
        const desired = await this.#source.desired(request, signal);
        return planRevision(book, { desired, consent: request.consent });
      }
      case 'rollback':
        return planRollback(book, { revision: request.revision, consent: request.consent });
      case 'uninstall':
        return planUninstall(book, { deleteData: request.deleteData, consent: request.consent });
      case 'recover':
        return planRecovery(book, { how: request.how, consent: request.consent });
      case 'putBack': {
        // The newest good revision once more. Whose edits were shown loses them; anybody else by consent, as at any other change.
        const revision = await book.revisions.newestGood();
        return planRollback(book, { revision, consent: request.consent, takes: request.takes });
      }
      case 'accept':
        return planAccept(book, request.consent);
      default:
        return assertNever(request);
    }
  }

  /** Its revisions, newest first. */
  async history(signal: AbortSignal): Promise<Revision[]> {
    return [...(await readHistory(this.#book(signal)))];
  }

  /** What a revision brought, beside the one before it. */
  async revision(revision: number, signal: AbortSignal): Promise<RevisionDetail> {
    const detail = await readRevisionDetail(this.#book(signal), revision);
    return { ...detail, objects: withParts(detail.objects, componentTitle) };
  }

  /** The objects of a revision as YAML, secrets hidden. */
  manifest(revision: number, signal: AbortSignal): Promise<string> {
    return readRevisionManifest(this.#book(signal), revision);
  }

  /** What was changed by hand. */
  drift(signal: AbortSignal): Promise<Drift> {
    return readDrift(this.#book(signal));
  }

  /** What was chosen for the newest revision that became healthy. */
  supplied(signal: AbortSignal): ReturnType<typeof readSupplied> {
    return readSupplied(this.#book(signal));
  }

  /** The objects that it has, or should have. */
  inventory(signal: AbortSignal): ReturnType<typeof readInventory> {
    return readInventory(this.#book(signal));
  }

  standing(signal: AbortSignal): Promise<Standing> {
    return readStanding(this.#book(signal));
  }
}
