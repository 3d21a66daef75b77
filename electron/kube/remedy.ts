// The command that starts a cluster which does not answer: each that people run at home has its own.
import { shellQuote } from '../../shared/shell-quote.ts';
import { isLoopback } from './no-proxy.ts';
import { hostOf } from './proxy-of.ts';

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

/** Each by its context, as its maker names it. */
const BY_CONTEXT: readonly (readonly [RegExp, (match: RegExpExecArray, platform: string) => string])[] = [
  [/^rancher-desktop$/, () => 'rdctl start'],
  [/^colima$/, () => 'colima start --kubernetes'],
  [/^colima-(.+)$/, ([, profile = ''], on) => `colima start ${shellQuote(profile, on)} --kubernetes`],
  [/^lima-(.+)$/, ([, instance = ''], on) => `limactl start ${shellQuote(instance, on)}`],
  [/^k3d-(.+)$/, ([, cluster = ''], on) => `k3d cluster start ${shellQuote(cluster, on)}`],
  [/^kind-(.+)$/, ([, cluster = ''], on) => `docker start ${shellQuote(`${cluster}-control-plane`, on)}`],
  [/^minikube$/, () => 'minikube start'],
  [/^orbstack$/, () => 'orb start k8s'],
  [/^docker-desktop$/, () => 'docker desktop start'],
];

const LIMA_FILE = /[/\\]\.lima[/\\]([^/\\]+)[/\\]/;
const WSL_FILE = /^\\\\wsl(?:\.localhost|\$)\\([^\\]+)\\/i;

/** The command as it is typed on this system; undefined where none is known, and for clusters that are elsewhere. */
export function remedyFor({ code, server, context, file, platform }: SilentCluster): string | undefined {
  if (!['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'].includes(code))
    return undefined;
  for (const [pattern, command] of BY_CONTEXT) {
    const match = pattern.exec(context);
    // Who names a context so and has it elsewhere knows better.
    if (match !== null && isLocal(server)) return command(match, platform);
  }
  const lima = platform === 'win32' ? undefined : LIMA_FILE.exec(file)?.[1];
  if (lima !== undefined) return `limactl start ${shellQuote(lima, platform)}`;
  if (code !== 'ECONNREFUSED' || !isOwn(server) || new URL(server).port !== '6443') return undefined;
  if (platform === 'linux') return /^microk8s/.test(context) ? 'microk8s start' : 'sudo systemctl start k3s';
  if (platform !== 'win32') return undefined;
  const distribution = WSL_FILE.exec(file)?.[1];
  const named = distribution === undefined ? '' : `-d ${shellQuote(distribution, platform)} `;
  return `wsl ${named}-u root systemctl start k3s`;
}

/** An address of this machine alone; k3d writes 0.0.0.0. */
function isOwn(server: string): boolean {
  const host = hostOf(new URL(server));
  return host === 'localhost' || host === '0.0.0.0' || isLoopback(host);
}

/** The same, and the addresses that virtual machines have on it. */
export function isLocal(server: string): boolean {
  const host = hostOf(new URL(server));
  return (
    isOwn(server) ||
    /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd][\da-f]{2}:|fe80:)/.test(host) ||
    /\.(local|internal|lan)$/.test(host)
  );
}
