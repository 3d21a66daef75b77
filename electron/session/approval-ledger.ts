// The approvals of this machine, in `approvals.json` of ODIN's state folder: hashes alone, for the window and `odin` alike.
import { join } from 'node:path';
import { z } from 'zod';
import { type Log, NO_LOG } from '../log/log.ts';
import type { Approval } from '../release/context.ts';
import { JsonFile } from '../state-files/json-file.ts';
import type { OnLost } from '../state-files/kept-text.ts';
import { isOwnersAlone } from '../state-files/owners-alone.ts';
import { noteLost } from './state-lost.ts';

/** So many releases are remembered: those that were changed last. */
const RELEASES = 100;
/** So many revisions of one: more than Helm's records are kept of. */
const REVISIONS = 20;
/** A change of more objects is not remembered, and so never ended unasked. */
const OBJECTS = 5_000;

const hashSchema = z.string().max(100);
const hashesSchema = z.array(hashSchema).max(OBJECTS);

const approvalSchema = z.object({
  id: hashSchema,
  contents: hashesSchema,
  generated: hashesSchema,
  removals: hashesSchema,
  made: hashesSchema,
  deleteData: z.boolean().optional(),
}) satisfies z.ZodType<Approval>;

const entrySchema = z.object({
  /** In ms since the epoch: when it was written last. */
  at: z.number(),
  /** Contents of the records that were made, or agreed to; newest last. */
  revisions: z.array(hashSchema),
  /** The change that was begun last and is not known to be over. */
  change: approvalSchema.nullable(),
});
type LedgerEntry = z.infer<typeof entrySchema>;

const ledgerSchema = z.record(hashSchema, entrySchema);

/** The ledger of one state folder. Nothing of it throws; a file that cannot be read, or that others may write, holds nothing. */
export class ApprovalLedger {
  readonly #path: string;
  readonly #onLost: OnLost;
  readonly #platform: NodeJS.Platform;
  /** Changes that are over, should the file still name them: its disk may be full. */
  readonly #over = new Set<string>();
  /** The changes that this process began, by release. */
  readonly #noted = new Map<string, string>();

  /** @param onLost told why something could not be kept */
  constructor(stateDir: string, onLost: OnLost, platform: NodeJS.Platform = process.platform) {
    this.#path = join(stateDir, 'approvals.json');
    this.#onLost = onLost;
    this.#platform = platform;
  }

  /** The change of a release that was begun here and is not over. `key` names a release of a cluster. */
  change(key: string): Approval | undefined {
    const change = this.#read()[key]?.change ?? undefined;
    return change === undefined || this.#over.has(change.id) ? undefined : change;
  }

  /** Whether a revision of this content was made or agreed to here. */
  knows(key: string, content: string): boolean {
    return this.#read()[key]?.revisions.includes(content) ?? false;
  }

  /** Keeps an approval; it takes the place of the release's former one. */
  note(key: string, approval: Approval): void {
    const change = approvalSchema.safeParse(approval).data ?? null;
    this.#noted.set(key, approval.id);
    this.#set(key, change, change?.contents ?? [], this.#onLost);
  }

  /** Forgets the change of a release, and nothing else; where that cannot be written, whatever was approved. */
  settle(key: string): void {
    const change = this.change(key);
    // One of this process whose file cannot be read for a moment is over all the same.
    const id = change?.id ?? this.#noted.get(key);
    if (id === undefined) return;
    this.#over.add(id);
    this.#noted.delete(key);
    this.#set(key, null, [], (error) => {
      this.#onLost(error);
      // Better to ask a person than to believe what is over: whoever brings its journal back would have it done once more.
      this.#file(this.#onLost).remove();
    });
  }

  #set(key: string, change: Approval | null, contents: readonly string[], onLost: OnLost): void {
    const all = this.#read();
    const revisions = [...new Set([...contents, ...(all[key]?.revisions ?? []).toReversed()])].slice(0, REVISIONS);
    const entry = entrySchema.parse({ at: Date.now(), revisions: revisions.reverse(), change });
    const others = Object.entries(all)
      .filter(([name]) => name !== key)
      .sort(([, one], [, other]) => other.at - one.at)
      .slice(0, RELEASES - 1);
    this.#file(onLost).set(Object.fromEntries([[key, entry], ...others]));
  }

  /** Read anew each time: the other program may have written meanwhile. */
  #read(): Readonly<Record<string, LedgerEntry>> {
    return isOwnersAlone(this.#path, this.#platform) ? this.#file(this.#onLost).value : {};
  }

  #file(onLost: OnLost): JsonFile<Record<string, LedgerEntry>> {
    return new JsonFile(this.#path, ledgerSchema, {}, onLost);
  }
}

/** The one of a state folder, which says in the log what could not be kept; `onLost` is told, too. */
export function openApprovals(stateDir: string, log: Log = NO_LOG, onLost: OnLost = () => {}): ApprovalLedger {
  const sentence = 'what was approved could not be kept: nothing of it is ended unasked';
  return new ApprovalLedger(stateDir, noteLost(log, 'operation', sentence, onLost));
}
