// The line of a program's last words that says why it ended, without time, level and the form of its log.
import { isRecord, text } from '../../../shared/json.ts';
import { plainWords } from './words.ts';

/** Frames of a stack, and what a runtime says after the error. */
const FRAME = /^\s+at |^\t|^goroutine \d|^\s+File "|\.go:\d+ \+0x|^Node\.js v|^\s*\^+\s*$|^main\.\w+\(/;

const ERROR =
  /\b(error|err|fatal|panic|critical|exception|fail(ed|ure)?|cannot|can't|unable|denied|refused|invalid|no such|not found)\b/i;

/** glog and klog: `E0512 09:41:05.123456 1 main.go:12] `. */
const KLOG = /^[EWF]\d{4} \d\d:\d\d:\d\d\S* +\d+ [^\]]{1,80}\] /;

/** What stands before the words in most logs: times and levels, in brackets or not. */
const PREFIX =
  /^(\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S*\]?|\[?(ERROR|ERR|FATAL|CRITICAL|PANIC|panic|fatal|Error|error|critical)\]?:?)[\s:]+/;

/** Lines that may be the last of megabytes. */
const LINES = 200;

/** The last line that tells of an error, else the last; empty where nothing was said. */
export function lastErrorLine(said: string): string {
  const lines = said
    .slice(-16_000)
    .split(/[\r\n]+/)
    .slice(-LINES)
    .filter((line) => line.trim() !== '' && !FRAME.test(line));
  const line = lines.findLast((one) => KLOG.test(one) || ERROR.test(one)) ?? lines.at(-1) ?? '';
  return plainWords(withoutForm(line.trim().slice(0, 4_000)));
}

function withoutForm(line: string): string {
  const told = line.startsWith('{') ? fromJson(line) : fromLogfmt(line);
  let words = (told ?? line).replace(KLOG, '');
  for (let before = ''; before !== words; ) {
    before = words;
    words = words.replace(PREFIX, '');
  }
  return words;
}

const CAUSES = ['err', 'error', 'exception'];
const MESSAGES = ['msg', 'message'];

function fromJson(line: string): string | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    if (!isRecord(entry)) return undefined;
    return [...CAUSES, ...MESSAGES].map((name) => text(entry[name])).find((one) => one !== '');
  } catch {
    return undefined;
  }
}

function fromLogfmt(line: string): string | undefined {
  const fields = new Map<string, string>();
  for (const [, name = '', quoted, bare] of line.matchAll(/(?:^| )([\w.]{1,40})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))/g)) {
    fields.set(name, quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '');
  }
  // One field may stand in any sentence.
  if (fields.size < 2) return undefined;
  return [...CAUSES, ...MESSAGES].map((name) => fields.get(name) ?? '').find((one) => one !== '');
}
