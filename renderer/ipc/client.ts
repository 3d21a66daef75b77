// The one place that calls the main process: unwraps its Reply, throws its errors again, and turns an abort into a cancel.
import { AppError } from '../../shared/errors.ts';
import type { CallName, Input, Output } from '../../shared/ipc/types.ts';

let callCount = 0;

/**
 * Calls the main process. Throws `AppError`: the one that the handler threw, or `cancelled` as soon as `signal` aborts.
 */
export async function call<K extends CallName>(name: K, input: Input<K>, signal?: AbortSignal): Promise<Output<K>> {
  const id = `${name}/${++callCount}`;
  const cancelled = () => new AppError('cancelled', 'Cancelled.');
  if (signal?.aborted) throw cancelled();

  let abort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => {
      window.odin.cancel(id);
      reject(cancelled());
    };
  });
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const answer = window.odin.call(name, input, id);
    const reply = await (signal === undefined ? answer : Promise.race([answer, aborted]));
    if (!reply.ok) {
      const { code, message, ...facts } = reply.error;
      throw new AppError(code, message, facts);
    }
    // The main process has parsed this value by the contract's output schema of `name`.
    return reply.value as Output<K>;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
