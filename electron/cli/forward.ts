// `odin forward`: keeps a local address that leads to a service until Ctrl+C, through pod changes and outages.
import type { Forward, ForwardTarget } from '../../shared/model/forward.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';

/** A person has to read the link and open it. */
const LINK_LIFETIME_MS = 120_000;

export async function runForward(invocation: Invocation, target: ForwardTarget): Promise<number> {
  const { console, signal } = invocation;
  let last = '';
  const tell = (forward: Forward) => {
    const line = `${forward.state}${forward.url === undefined ? '' : ` ${forward.url}`}${forward.reason === undefined ? '' : `: ${forward.reason}`}`;
    if (line === last) return;
    last = line;
    console.say(line);
  };
  return withSession(
    invocation,
    async (session) => {
      // A cluster that does not answer is known sooner from one request; and changes of the pods tell the forward at once.
      await session.watch.first(signal);
      const { forward, address } = await session.forwards.visit(target, signal, { lifetimeMs: LINK_LIFETIME_MS });
      const isLink = address !== forward.url;
      console.result(isLink ? { ...forward, link: address } : forward, address);
      if (isLink) console.say('This link lets one browser in, once, within two minutes.');
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      return EXIT.ok;
    },
    { onForwards: (forwards) => forwards.filter((forward) => forward.target === target).forEach(tell) },
  );
}
