// Notices that an API server has fallen silent, and that it is back. A quiet watch looks the same as one whose network is
// gone, for minutes: whoever heard nothing for a while asks, and waits for the answer for a limited time.

import { AppError, toAppError } from '../../shared/errors.ts';
import type { Dispose } from '../disposal.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { serverPlace } from '../kube/server-place.ts';
import { watchClock } from './clock-jump.ts';
import { watchNetwork } from './network-change.ts';

/** Asked when nothing was heard for so long: one small request, for a laptop's battery. */
const QUIET_MS = 5_000;
/** An answer that takes longer is none. Together with the above, silence is known after 11 s, on a busy machine after 15. */
const ANSWER_MS = 6_000;
/** While there is no answer: asked so often, whether or not an earlier question still waits. */
const RETRY_MS = 1_000;
/** A server that restarts refuses connections for a moment: that is not worth a word. */
const BRIEF_MS = 2_000;
/** After the machine slept, or moved to another network, what is known is as old as that took. */
const AWAKE_ANSWER_MS = 3_000;

/** Told of silence and its end, by turns. */
export interface HeartbeatListener {
  /** `heardAt`: until when it was heard of, in ms since the epoch, 0 if never; `reason`: a sentence. */
  onSilence(reason: string, heardAt: number): void;
  /** It answers; what was told of it meanwhile may have been lost. */
  onAnswer(): void;
}

/** Whether an API server is there. */
export class Heartbeat {
  readonly #client: KubeClient;
  readonly #listener: HeartbeatListener;
  readonly #ended = new AbortController();
  readonly #unwatch: readonly Dispose[];
  #timer: NodeJS.Timeout | undefined;
  /** 0 before it was heard of. */
  #heardAt = 0;
  #heardAtMs = performance.now();
  #askedAtMs = Number.NEGATIVE_INFINITY;
  /** When the first question was sent that has had no answer, by `performance.now()`. */
  #unansweredSinceMs: number | undefined;
  #isSilent = false;
  #isOutdated = false;

  /** Listens from now on. */
  constructor(client: KubeClient, listener: HeartbeatListener) {
    this.#client = client;
    this.#listener = listener;
    const wakeUp = () => this.#wakeUp();
    // A server of this machine is reached the same way in any network.
    this.#unwatch = serverPlace(client.server).isOwn
      ? [watchClock(wakeUp)]
      : [watchClock(wakeUp), watchNetwork(wakeUp)];
    this.#schedule(QUIET_MS);
  }

  /** A sign of life came by another way: nothing has to be asked for a while. Of silence an answer alone is the end. */
  heard(): void {
    this.#note();
    if (!this.#isSilent) this.#unansweredSinceMs = undefined;
  }

  /** Asks now: there is reason to think that it has gone. */
  check(): void {
    const isAsked = performance.now() - this.#askedAtMs < RETRY_MS;
    if (!isAsked && !this.#isSilent && this.#unansweredSinceMs === undefined) void this.#ask(ANSWER_MS);
  }

  /** Ends it; nothing is told after that. */
  async dispose(): Promise<void> {
    this.#ended.abort();
    clearTimeout(this.#timer);
    for (const unwatch of this.#unwatch) await unwatch();
  }

  #note(): void {
    this.#heardAt = Date.now();
    this.#heardAtMs = performance.now();
  }

  #wakeUp(): void {
    this.#isOutdated = true;
    void this.#ask(AWAKE_ANSWER_MS);
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#timer);
    if (this.#ended.signal.aborted) return;
    this.#timer = setTimeout(() => this.#beat(), delayMs);
    this.#timer.unref();
  }

  #beat(): void {
    const isTroubled = this.#isSilent || this.#unansweredSinceMs !== undefined;
    const quietMs = performance.now() - this.#heardAtMs;
    const isHeard = !isTroubled && quietMs < QUIET_MS;
    this.#schedule(isHeard ? QUIET_MS - quietMs : isTroubled ? RETRY_MS : QUIET_MS);
    if (!isHeard) void this.#ask(ANSWER_MS);
  }

  async #ask(timeoutMs: number): Promise<void> {
    const sentAtMs = performance.now();
    this.#askedAtMs = sentAtMs;
    const { signal } = this.#ended;
    try {
      await this.#client.request({ path: '/readyz', timeoutMs, signal });
      this.#onAnswer();
    } catch (error) {
      if (signal.aborted) return;
      const reason = reasonOfSilence(error);
      if (reason === undefined) this.#onAnswer();
      else this.#onNoAnswer(reason, sentAtMs);
    }
  }

  #onAnswer(): void {
    if (this.#ended.signal.aborted) return;
    const wasTroubled = this.#isSilent || this.#unansweredSinceMs !== undefined;
    const isOver = this.#isSilent || this.#isOutdated;
    this.#note();
    this.#isSilent = false;
    this.#isOutdated = false;
    this.#unansweredSinceMs = undefined;
    if (wasTroubled) this.#schedule(QUIET_MS);
    if (isOver) this.#listener.onAnswer();
  }

  #onNoAnswer(reason: string, sentAtMs: number): void {
    // Another question was answered, or something was heard, after this one was sent.
    if (sentAtMs < this.#heardAtMs) return;
    if (this.#unansweredSinceMs === undefined) this.#schedule(RETRY_MS);
    this.#unansweredSinceMs ??= sentAtMs;
    if (this.#isSilent || performance.now() - this.#unansweredSinceMs < BRIEF_MS) return;
    this.#isSilent = true;
    this.#listener.onSilence(reason, this.#heardAt);
  }
}

/** Undefined when there was an answer, if only a refusal, or when the reason lies with this machine (no credentials). */
function reasonOfSilence(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) {
    const { code, message } = toAppError(error);
    return error instanceof AppError && code === 'unreachable' ? message : undefined;
  }
  // A proxy before a server that is gone; or the server, of a storage that does not answer it.
  const isGone = [502, 503, 504].includes(error.status) || /\[-\]etcd/.test(error.message);
  return isGone ? error.message : undefined;
}
