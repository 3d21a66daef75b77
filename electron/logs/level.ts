// The level of a line, as the program that wrote it says: in JSON, in logfmt, in klog's form, in nginx' and Python's words.
import type { LOG_LEVELS } from '../../shared/model/log-line.ts';

/** See `LOG_LEVELS`. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A level stands near the begin of a line; what comes later is what was written, not how it was meant. */
const LOOKED_AT = 4_000;
const WORDS_LOOKED_AT = 160;

const WORDS: ReadonlyMap<string, LogLevel> = new Map(
  (
    [
      [
        'error',
        [
          'e',
          'err',
          'error',
          'eror',
          'crit',
          'critical',
          'fatal',
          'panic',
          'dpanic',
          'alert',
          'emerg',
          'emergency',
          'severe',
        ],
      ],
      ['warn', ['w', 'warn', 'warning']],
      ['info', ['i', 'info', 'information', 'informational', 'notice']],
      ['debug', ['d', 'debug', 'dbug', 'trace', 'verbose', 'fine']],
    ] satisfies [LogLevel, string[]][]
  ).flatMap(([level, words]) => words.map((word): [string, LogLevel] => [word, level])),
);

const KEYS = 'level|lvl|severity|levelname|log\\.level|loglevel|severity_text';
const IN_JSON = new RegExp(`"(?:${KEYS})"\\s*:\\s*(?:"([A-Za-z]{1,16})"|(\\d{1,3})\\b)`, 'i');
const IN_LOGFMT = new RegExp(`(?:^|\\s)(?:${KEYS})="?([A-Za-z]{1,16})\\b`, 'i');
/** `E1130 16:00:00.123456       1 main.go:12] words`. */
const IN_KLOG = /^([IWEFD])\d{4} \d\d:\d\d:\d\d/;
/** `ERROR`, `[error]`, `<warn>`, `error:`; the plain word in a sentence says nothing. */
const AS_WORD =
  /(?:^|[\s[(<|:])(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|CRITICAL|CRIT|FATAL|PANIC|SEVERE)(?=$|[\s\])>|:,-])|[[<(]([a-z]{1,9})[\])>]|^(error|warning|fatal|panic|info|debug):/;

/** Undefined where the line does not say. `text` is the line without its time and its colours. */
export function levelOf(text: string): LogLevel | undefined {
  const start = text.slice(0, LOOKED_AT);
  if (start.trimStart().startsWith('{')) {
    const [, word = '', number] = IN_JSON.exec(start) ?? [];
    if (number !== undefined) return levelOfNumber(Number(number));
    if (word !== '') return WORDS.get(word.toLowerCase());
  }
  const [, klog = ''] = IN_KLOG.exec(start) ?? [];
  if (klog !== '') return klog === 'F' ? 'error' : WORDS.get(klog.toLowerCase());
  const [, logfmt = ''] = IN_LOGFMT.exec(start) ?? [];
  if (logfmt !== '') return WORDS.get(logfmt.toLowerCase());
  const [, upper, bracketed, leading] = AS_WORD.exec(start.slice(0, WORDS_LOOKED_AT)) ?? [];
  return WORDS.get((upper ?? bracketed ?? leading ?? '').toLowerCase());
}

/** pino's and bunyan's numbers. Source: https://getpino.io/#/docs/api?id=loggerlevels-object */
function levelOfNumber(number: number): LogLevel | undefined {
  if (number < 10 || number > 60) return undefined;
  if (number >= 50) return 'error';
  if (number >= 40) return 'warn';
  return number >= 30 ? 'info' : 'debug';
}
