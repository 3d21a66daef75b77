// The lines of a log as they come, the newest of them kept: memory is bounded by lines and by characters.
import type { LogLine, LogMessage } from '../../shared/model/log-line.ts';
import { type Entry, sourceOf } from './entry.ts';
import { NO_RANK, rankOf } from './levels.ts';
import { withPast } from './past-entries.ts';

export const MOST_LINES = 100_000;
/** Of all lines together; a page of 200 MB would be the first that the system ends. */
const MOST_CHARACTERS = 40_000_000;
/** So many are let go at once: to move all of them for each new line would cost more than to draw it. */
const LET_GO = 10_000;
/** More of one line is cut: a person reads no further, and one line must not be drawn for seconds. */
const LONGEST_LINE = 10_000;
/** Names that are told apart. */
const MOST_SOURCES = 200;

export class LogStore {
  #entries: Entry[] = [];
  #dropped = 0;
  #past = 0;
  #characters = 0;
  readonly #ranks = new Map<string, number>();
  readonly #bounds: { readonly lines: number; readonly characters: number; readonly letGo: number };

  constructor(bounds = { lines: MOST_LINES, characters: MOST_CHARACTERS, letGo: LET_GO }) {
    this.#bounds = bounds;
  }

  /** Oldest first. The first of them has the number {@link dropped}, the next one more. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** How many were let go. */
  get dropped(): number {
    return this.#dropped;
  }

  /** How many have come as they were written, those that were let go included: lines of the past are not counted. */
  get followed(): number {
    return this.#dropped + this.#entries.length - this.#past;
  }

  /** Where the lines are from, by {@link sourceOf}. */
  get sources(): readonly string[] {
    return [...this.#ranks.keys()];
  }

  /** Takes lines and notices in, in order of time. */
  take({ lines, notices }: Pick<LogMessage, 'lines' | 'notices'>): void {
    const waiting = [...notices].sort((a, b) => a.at - b.at);
    for (const line of lines) {
      while (waiting[0] !== undefined && line.at !== undefined && waiting[0].at < line.at)
        this.#add(noticeOf(waiting.shift()));
      this.#add(this.#entryOf(line));
    }
    for (const notice of waiting) this.#add(noticeOf(notice));
    this.#letGo();
  }

  /** Whether so much more would let go of what is there. */
  hasRoom(lines: number): boolean {
    const { lines: most, characters } = this.#bounds;
    return this.#dropped === 0 && this.#entries.length + lines <= most && this.#characters <= characters * 0.8;
  }

  /** Another store, with lines of the past among those that are here; see {@link withPast}. */
  withPast(lines: readonly LogLine[]): LogStore {
    const past = new LogStore(this.#bounds);
    past.take({ lines: [...lines], notices: [] });
    const all = new LogStore(this.#bounds);
    all.#entries = withPast(this.#entries, past.#entries);
    all.#dropped = this.#dropped;
    all.#past = this.#past + all.#entries.length - this.#entries.length;
    for (const entry of all.#entries) all.#characters += sizeOf(entry);
    for (const [source, rank] of [...past.#ranks, ...this.#ranks]) all.#ranks.set(source, rank);
    return all;
  }

  #entryOf(line: LogLine): Entry {
    const source = sourceOf(line);
    const rank = line.level === undefined ? (this.#ranks.get(source) ?? NO_RANK) : rankOf(line.level);
    if (this.#ranks.has(source) || this.#ranks.size < MOST_SOURCES) this.#ranks.set(source, rank);
    const cut = Math.max(0, line.text.length - LONGEST_LINE);
    return { kind: 'line', line: cut === 0 ? line : { ...line, text: line.text.slice(0, LONGEST_LINE) }, rank, cut };
  }

  #add(entry: Entry | undefined): void {
    if (entry === undefined) return;
    this.#entries.push(entry);
    this.#characters += sizeOf(entry);
  }

  #letGo(): void {
    const { lines, characters, letGo } = this.#bounds;
    const excess = this.#entries.length - lines;
    let count = excess > 0 ? Math.min(this.#entries.length, excess + letGo) : 0;
    let freed = 0;
    for (let index = 0; index < count; index++) freed += sizeOf(this.#entries[index]);
    while (this.#characters - freed > characters && count < this.#entries.length)
      freed += sizeOf(this.#entries[count++]);
    if (count === 0) return;
    this.#entries = this.#entries.slice(count);
    this.#dropped += count;
    this.#characters -= freed;
  }
}

function noticeOf(notice: LogMessage['notices'][number] | undefined): Entry | undefined {
  return notice === undefined ? undefined : { kind: 'notice', ...notice };
}

function sizeOf(entry: Entry | undefined): number {
  if (entry === undefined) return 0;
  return entry.kind === 'line' ? entry.line.text.length : entry.sentence.length;
}
