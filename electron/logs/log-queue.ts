// The queue of all that is still to be told of a log: lines in order of time, notices, and the state; bundled and bounded.
import type { LogLine, LogMessage } from '../../shared/model/log-line.ts';
import type { LastExit } from './log-container.ts';
import { sortByTime } from './merge.ts';
import type { TimedLine } from './parse-line.ts';
import { Pulse } from './pulse.ts';

/** As the contract has it. */
const MOST_LINES = 1_000;
const PACE_MS = 100;

/** Lines of several containers come over several connections: so long one waits for those that were written before it. */
const REORDER_MS = 200;

/** A page that cannot keep up is told less, and that it is so: the newest of a log are what is looked at. */
const MOST_WAITING = 25_000;
const MOST_CHARACTERS = 32_000_000;

/** How reading goes. */
export type LogState = Pick<LogMessage, 'state' | 'reason' | 'remedy'>;

interface Fresh extends TimedLine {
  readonly arrivedAt: number;
}

export class LogQueue {
  readonly #pulse = new Pulse();
  #ready: LogLine[] = [];
  #fresh: Fresh[] = [];
  #characters = 0;
  #left = 0;
  #notices: LogMessage['notices'] = [];
  #state: LogState = { state: 'reading' };
  #lastExit: LastExit | undefined;
  #hasBeenLive = false;
  #isTold = false;
  #toldAt = Number.NEGATIVE_INFINITY;

  /** Lines of the past, in their order. */
  past(lines: readonly TimedLine[]): void {
    for (const { line } of lines) this.#keep(line);
    this.#changed();
  }

  /** A line as it comes. */
  push({ stamp, line }: TimedLine): void {
    this.#fresh.push({ stamp, line, arrivedAt: performance.now() });
    if (this.#fresh.length > MOST_LINES) this.#settle(Number.POSITIVE_INFINITY);
    this.#pulse.ring();
  }

  /** What happened, in a sentence. */
  notice(sentence: string): void {
    this.#notices.push({ at: Date.now(), sentence });
    if (this.#notices.length > MOST_LINES) this.#notices.shift();
    this.#changed();
  }

  /** How it goes from here on; the same again is no news. `ended` and `failed` are told once all lines are. */
  report(state: LogState, lastExit: LastExit | undefined): void {
    if (JSON.stringify([state, lastExit]) === JSON.stringify([this.#state, this.#lastExit])) return;
    this.#state = state;
    this.#lastExit = lastExit;
    this.#changed();
  }

  /** The next bundle, as soon as there is something to tell and the pace allows it. Throws the signal's reason. */
  async next(signal: AbortSignal): Promise<LogMessage> {
    await this.#pulse.sleep(this.#toldAt + PACE_MS - performance.now(), signal, false);
    for (;;) {
      signal.throwIfAborted();
      const isEnd = this.#state.state === 'ended' || this.#state.state === 'failed';
      this.#settle(isEnd ? Number.POSITIVE_INFINITY : performance.now() - REORDER_MS);
      if (!this.#isTold || this.#ready.length > 0) return this.#bundle();
      await (this.#fresh.length > 0 ? this.#pulse.sleep(REORDER_MS / 2, signal, false) : this.#pulse.wait(signal));
    }
  }

  #bundle(): LogMessage {
    this.#toldAt = performance.now();
    const lines = this.#ready.slice(0, MOST_LINES);
    this.#ready = this.#ready.slice(MOST_LINES);
    for (const { text } of lines) this.#characters -= text.length;
    const notices = this.#notices;
    this.#notices = [];
    if (this.#left > 0) {
      const words = this.#left === 1 ? '1 line was' : `${this.#left.toLocaleString('en')} lines were`;
      notices.unshift({ at: Date.now(), sentence: `${words} left out: they come faster than they can be shown.` });
      this.#left = 0;
    }
    const isDrained = this.#ready.length === 0;
    this.#isTold = isDrained;
    if (isDrained && this.#state.state === 'live') this.#hasBeenLive = true;
    const state: LogState = isDrained ? this.#state : { state: this.#hasBeenLive ? 'live' : 'reading' };
    return { lines, notices, ...state, ...(this.#lastExit === undefined ? {} : { lastExit: this.#lastExit }) };
  }

  /** Puts in order what came before `until`, and what was written before that. */
  #settle(until: number): void {
    if (this.#fresh.length === 0 || (this.#fresh[0]?.arrivedAt ?? 0) > until) return;
    const sorted = sortByTime(this.#fresh) as Fresh[];
    const last = sorted.findLastIndex(({ arrivedAt }) => arrivedAt <= until);
    for (const { line } of sorted.slice(0, last + 1)) this.#keep(line);
    const rest = new Set(sorted.slice(last + 1));
    this.#fresh = this.#fresh.filter((one) => rest.has(one));
  }

  #keep(line: LogLine): void {
    this.#ready.push(line);
    this.#characters += line.text.length;
    if (this.#ready.length <= MOST_WAITING && this.#characters <= MOST_CHARACTERS) return;
    // Many at once: a list that loses its first line again and again is moved as often.
    const dropped = this.#ready.splice(0, Math.ceil(this.#ready.length / 10));
    for (const { text } of dropped) this.#characters -= text.length;
    this.#left += dropped.length;
  }

  #changed(): void {
    this.#isTold = false;
    this.#pulse.ring();
  }
}
