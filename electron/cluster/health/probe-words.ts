// A probe that fails: what it found, in words.
import { plainWords } from './words.ts';

/** "nothing answers on its port", "it answers with HTTP status 503"; else the last of what the probe said. */
export function probeWords(message: string): string {
  const said = message.slice(0, 4_000).replace(/^(Liveness|Readiness|Startup) probe (failed|errored)[^:]*: */i, '');
  const status = /statuscode: (\d{3})/.exec(said)?.[1];
  if (status !== undefined) return `it answers with HTTP status ${status}`;
  if (/connection refused/i.test(said)) return 'nothing answers on its port';
  if (/time[d]? ?out|deadline exceeded/i.test(said)) return 'it does not answer in time';
  return plainWords(said) || 'its probe fails';
}

/** Whether it is restarted for it, and not only taken out of its Service. */
export function restarts(message: string): boolean {
  return /^(Liveness|Startup)/.test(message);
}
