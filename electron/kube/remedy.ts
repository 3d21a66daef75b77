// The command that starts a cluster which does not answer: each that people run at home has its own.
import { shellQuote } from '../../shared/shell-quote.ts';
import { likenessOf } from '../distribution/by-kubeconfig.ts';
import { DISTRIBUTIONS } from '../distribution/table.ts';
import { serverPlace } from './server-place.ts';

/** What is known of a cluster on this machine. */
export interface SilentCluster {
  /** Node's code of what went wrong. */
  readonly code: string;
  /** The API server's address. */
  readonly server: string;
  readonly context: string;
  /** The kubeconfig that names it. */
  readonly file: string;
  readonly platform: NodeJS.Platform;
}

/** A name that says nothing of how it is started leaves that to what else tells of it. */
const STARTED = DISTRIBUTIONS.filter(({ start }) => start !== undefined);

const WSL_FILE = /^\\\\wsl(?:\.localhost|\$)\\([^\\]+)\\/i;

/** The command as it is typed on this system; undefined where none is known, and for clusters that are elsewhere. */
export function remedyFor({ code, server, context, file, platform }: SilentCluster): string | undefined {
  if (!['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'].includes(code))
    return undefined;
  const { host, isOwn, isLocal } = serverPlace(server);
  const like = likenessOf({ context, host, file, isLocal }, STARTED);
  if (like?.distribution.start !== undefined && isLocal) {
    return like.distribution.start(like.chosen, (word) => shellQuote(word, platform));
  }
  if (code !== 'ECONNREFUSED' || !isOwn || new URL(server).port !== '6443') return undefined;
  if (platform === 'linux') return 'sudo systemctl start k3s';
  if (platform !== 'win32') return undefined;
  const distribution = WSL_FILE.exec(file)?.[1];
  const named = distribution === undefined ? '' : `-d ${shellQuote(distribution, platform)} `;
  return `wsl ${named}-u root systemctl start k3s`;
}
