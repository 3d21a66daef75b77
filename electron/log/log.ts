// The log that ODIN keeps of itself, for whoever looks for a fault later: one line an event, without secrets.

import { visible } from '../../shared/visible.ts';
import { maskText } from './mask-text.ts';
import { maskValue } from './mask-value.ts';
import { printFault } from './print.ts';
import { RotatingFile, type RotationLimits } from './rotating-file.ts';

/** From what is for developers alone to what is a defect. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Facts beside the message; values whose name is a secret's are masked, errors are taken apart. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes one event. `area` is the part of ODIN that it comes from: `start`, `request`, `operation`, `forward`, `crash` … */
export type LogWrite = (area: string, message: string, fields?: LogFields) => void;

/** Never throws, whatever it is given and wherever it writes. */
export type Log = { readonly [L in LogLevel]: LogWrite };

/** For whoever has no log. */
export const NO_LOG: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What a log needs. */
export interface LogOptions {
  /** The file. Its folder is made when the first line comes. */
  readonly path: string;
  /** Who writes: `window` or `odin`. */
  readonly program: string;
  /** What is less than it is left out; `info` where it is none of {@link LOG_LEVELS}. */
  readonly level?: string | undefined;
  readonly limits?: RotationLimits;
  /** Told once when lines cannot be written, and why; default stderr. */
  readonly complain?: (sentence: string, error: unknown) => void;
}

/** 4 MiB in all: some weeks of a window, and little enough to attach to a message. */
const DEFAULT_LIMITS: RotationLimits = { maxBytes: 1 << 20, keptFiles: 3 };

/** A line is no longer: a stack trace of 30 lines has about 3000 characters. */
const MOST_CHARACTERS = 6_000;

/** Opens it; touches no file before the first event. */
export function openLog(options: LogOptions): Log {
  const { program, level, limits = DEFAULT_LIMITS, complain = printFault } = options;
  const file = new RotatingFile(options.path, limits);
  const least = LOG_LEVELS.indexOf(LOG_LEVELS.find((one) => one === level) ?? 'info');
  let lost = 0;
  const write = (at: LogLevel, area: string, message: string, fields: LogFields) => {
    try {
      if (lost > 0)
        file.append(
          lineOf({ at: 'warn', program, area: 'log', message: `${lost} lines before this could not be written` }),
        );
      lost = 0;
      file.append(lineOf({ at, program, area, message, fields }));
    } catch (error) {
      if (lost === 0)
        complain(`odin: its log ${options.path} cannot be written (${reasonOf(error)}); going on without.`, error);
      lost += 1;
    }
  };
  const writeAt =
    (at: LogLevel): LogWrite =>
    (area, message, fields = {}) => {
      if (LOG_LEVELS.indexOf(at) >= least) write(at, area, message, fields);
    };
  return {
    debug: writeAt('debug'),
    info: writeAt('info'),
    warn: writeAt('warn'),
    error: writeAt('error'),
  };
}

interface Event {
  readonly at: LogLevel;
  readonly program: string;
  readonly area: string;
  readonly message: string;
  readonly fields?: LogFields;
}

/** `2026-01-31T12:00:00.000Z info window/4711 start: ODIN 0.1.0 {"platform":"linux"}` */
function lineOf({ at, program, area, message, fields = {} }: Event): string {
  const masked = maskValue(fields) as Record<string, unknown>;
  const facts = Object.values(masked).some((value) => value !== undefined) ? ` ${JSON.stringify(masked)}` : '';
  const text = visible(`${maskText(message)}${facts}`);
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return `${new Date().toISOString()} ${at.padEnd(5)} ${program}/${process.pid} ${area}: ${cut}`;
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? String(error);
}
