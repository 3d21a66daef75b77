// `odin status --watch`: the same again with each change, in place on a terminal, one below the other in a pipe.
import { clockTime } from '../../shared/clock-time.ts';
import { toAppError } from '../../shared/errors.ts';
import type { Session } from '../session/session.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { lookAt } from './status-report.ts';
import type { Block } from './table.ts';
import { toned } from './tone.ts';
import { VERDICT_TONES } from './tones.ts';

/** Goes on through a cluster that falls silent; a first answer it waits for as `odin status` does. */
export async function watchStatus(invocation: Invocation): Promise<number> {
  const { console, signal } = invocation;
  const bell = new Bell(signal);
  const ring = () => bell.ring();
  return withSession(
    invocation,
    async (session) => {
      await session.watch.first(signal);
      let said = '';
      while (!signal.aborted) {
        bell.mute();
        const { value, blocks } = await lookAgain(session, signal);
        const text = JSON.stringify(blocks);
        if (text !== said && !signal.aborted) {
          const heading = console.isLive ? [] : [...(said === '' ? [] : ['']), clockTime(Date.now(), Date.now())];
          console.update(value, [...heading, ...blocks]);
        }
        said = text;
        await bell.heard();
      }
      return EXIT.ok;
    },
    { onOverview: ring, onVerdict: ring, onStack: ring },
  );
}

async function lookAgain(session: Session, signal: AbortSignal): Promise<{ value: unknown; blocks: Block[] }> {
  const { status, overview, verdict } = session.watch.current;
  if (status.state === 'connected' && overview !== null) {
    try {
      return await lookAt(session, { status, overview, verdict }, signal);
    } catch (error) {
      return { value: { status, verdict }, blocks: [toAppError(error).message] };
    }
  }
  const reason = verdict.reason === undefined ? '' : `: ${verdict.reason}`;
  return { value: { status, verdict }, blocks: [[toned(VERDICT_TONES[verdict.level], verdict.sentence), reason]] };
}

/** Wakes one who waits; what rang while nobody did is heard at the next wait. The signal rings too. */
class Bell {
  #isRung = false;
  #wake: () => void = () => {};

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.ring(), { once: true });
  }

  ring(): void {
    this.#isRung = true;
    this.#wake();
  }

  mute(): void {
    this.#isRung = false;
  }

  async heard(): Promise<void> {
    if (this.#isRung) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}
