// `odin open`: Grafana or Prometheus in the system's browser, for as long as it runs.
import { AppError } from '../../shared/errors.ts';
import type { ForwardTarget } from '../../shared/model/forward.ts';
import { openInBrowser } from './browser.ts';
import { EXIT } from './exit-code.ts';
import { LINK_LIFETIME_MS, tellForward, untilAborted } from './forward.ts';
import { type Invocation, withSession } from './invocation.ts';

/** Those that the stack brings can be called without their prefix. */
const DASHBOARDS: ReadonlySet<string> = new Set(['gpu', 'logs', 'node', 'overview', 'prometheus', 'workloads']);
const UID = /^[\w-]{1,40}$/;

const TITLES: Readonly<Record<ForwardTarget, string>> = { grafana: 'Grafana', prometheus: 'Prometheus' };

/** @param dashboard its uid in Grafana, or `gpu` for `odin-gpu` */
export async function runOpen(
  invocation: Invocation,
  target: ForwardTarget,
  dashboard: string | undefined,
): Promise<number> {
  const { console, signal } = invocation;
  const uid = dashboardUid(target, dashboard);
  const where = uid === undefined ? {} : { dashboard: uid };
  return withSession(
    invocation,
    async (session) => {
      await session.watch.first(signal);
      const { forwards } = session;
      const isOpen = await forwards
        .visit(target, signal, where)
        .then(({ address }) => openInBrowser(address, process.platform, process.env))
        .catch((error: unknown) => {
          // A system that does not say who connects: a link does without.
          if (error instanceof AppError && error.code === 'unsupported') return false;
          throw error;
        });
      if (isOpen) {
        const forward = await forwards.open(target, signal);
        console.result({ ...forward, isOpen }, [forward.url ?? '']);
        console.say(`${TITLES[target]} is in your browser, for as long as this runs. Ctrl+C ends it.`);
      } else {
        const link = { ...where, lifetimeMs: LINK_LIFETIME_MS, isRead: true };
        const { forward, address } = await forwards.visit(target, signal, link);
        console.result({ ...forward, isOpen, link: address }, [address]);
        console.say('No browser could be opened here. This link lets one in, once, within two minutes.');
      }
      await untilAborted(signal);
      return EXIT.ok;
    },
    { onForwards: tellForward(console, target) },
  );
}

function dashboardUid(target: ForwardTarget, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (target !== 'grafana') throw new AppError('badInput', 'Only Grafana has dashboards.');
  if (!UID.test(name)) throw new AppError('badInput', `"${name}" is no dashboard: use its uid, such as odin-gpu.`);
  return DASHBOARDS.has(name) ? `odin-${name}` : name;
}
