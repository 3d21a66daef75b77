// Lines of logs as a terminal shows them: time, pod where there are several, text in the tone of its level.
import { exactClockTime, exactDayTime } from '../../shared/clock-time.ts';
import type { LogLine, LogMessage } from '../../shared/model/log-line.ts';
import { type Line, type Span, type Tone, toned } from './tone.ts';
import { widthOf } from './width.ts';

const TONES: Readonly<Partial<Record<NonNullable<LogLine['level']>, Tone>>> = {
  error: 'bad',
  warn: 'warn',
  debug: 'none',
};

/** What of its time a line shows; each as wide as it always is. */
export type LogTimes = 'none' | 'time' | 'day';
const NO_TIME: Readonly<Record<LogTimes, number>> = { none: 0, time: 12, day: 23 };

/** A log, as long as it is read: it knows who has spoken. */
export class LogText {
  readonly #times: LogTimes;
  readonly #pods = new Map<string, Set<string>>();
  #widest = 0;

  constructor(times: LogTimes) {
    this.#times = times;
  }

  /** Each line, and how it is shown. */
  linesOf({ lines }: Pick<LogMessage, 'lines'>): (readonly [LogLine, Line])[] {
    for (const line of lines) this.#note(line);
    for (const line of lines) this.#widest = Math.max(this.#widest, widthOf(this.#nameOf(line)));
    return lines.map((line) => [line, this.#shown(line)]);
  }

  #note({ pod, container }: LogLine): void {
    const containers = this.#pods.get(pod) ?? new Set();
    // Pods come and go as long as somebody follows.
    if (this.#pods.size < 10_000) this.#pods.set(pod, containers.add(container));
  }

  #shown(line: LogLine): Line {
    const tone = line.level === undefined ? undefined : TONES[line.level];
    return [...this.#time(line), ...this.#who(line), tone === undefined ? line.text : toned(tone, line.text)];
  }

  #time({ at }: LogLine): Span[] {
    if (this.#times === 'none') return [];
    const timeOf = this.#times === 'day' ? exactDayTime : exactClockTime;
    return [toned('none', at === undefined ? ' '.repeat(NO_TIME[this.#times]) : timeOf(at)), ' '];
  }

  /** Nobody is named while one container alone speaks. */
  #who(line: LogLine): Span[] {
    const isOneOfMany = (this.#pods.get(line.pod)?.size ?? 1) > 1;
    if (this.#pods.size < 2 && !isOneOfMany) return [];
    const name = this.#nameOf(line);
    return [toned('busy', name), ' '.repeat(this.#widest - widthOf(name) + 2)];
  }

  #nameOf({ pod, container }: LogLine): string {
    return (this.#pods.get(pod)?.size ?? 1) > 1 ? `${pod}/${container}` : pod;
  }
}
