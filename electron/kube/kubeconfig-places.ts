// The places of this machine where kubeconfigs are looked for, as kubectl looks for them.
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { posix, win32 } from 'node:path';
import { K3S_KUBECONFIG } from '../../shared/model/k3s.ts';

/** The variables that are looked at. */
export type KubeconfigEnvironment = Readonly<Record<string, string | undefined>>;

/** The machine that is looked at. */
export interface Machine {
  readonly environment: KubeconfigEnvironment;
  readonly platform: NodeJS.Platform;
  /** K3s' own file; {@link K3S_KUBECONFIG} by default. */
  readonly k3sPath?: string;
  /** Whether something is at a path; asks this machine by default. */
  readonly exists?: (path: string) => boolean;
}

/** Paths, all absolute. */
export interface KubeconfigPlaces {
  /** What kubectl reads as one: the files of `KUBECONFIG`, else `~/.kube/config`. */
  readonly list: readonly string[];
  /** K3s' own file, or the person's copy of it: read by itself. */
  readonly own: string | undefined;
  /** Where a private copy of K3s' own file belongs. */
  readonly copy: string | undefined;
}

/** Finds them; a file of the list need not be there. K3s' own file counts on Linux: elsewhere its path is anybody's. */
export function findKubeconfigs(machine: Machine): KubeconfigPlaces {
  const { environment, platform, k3sPath = K3S_KUBECONFIG, exists = existsSync } = machine;
  const { delimiter, join, resolve } = pathsOf(platform);
  const home = homeOf(machine);
  const usual = home === undefined ? [] : [join(home, '.kube', 'config')];
  const copy = home === undefined ? undefined : join(home, '.kube', 'k3s.yaml');
  const own = copy !== undefined && exists(copy) ? copy : platform === 'linux' && exists(k3sPath) ? k3sPath : undefined;
  // A machine with K3s alone has no ~/.kube/config, and nobody misses it.
  const asked = environment.KUBECONFIG
    ? environment.KUBECONFIG.split(delimiter).filter((path) => path !== '')
    : usual.filter((path) => own === undefined || exists(path));
  const list = [...new Set(asked.map((path) => resolve(path)))];
  const isListed = own !== undefined && list.includes(resolve(own));
  return { list, own: isListed || own === undefined ? undefined : resolve(own), copy };
}

/**
 * The person's home folder. On Windows, as for kubectl, the first of HOME, HOMEDRIVE with HOMEPATH, and USERPROFILE that
 * holds `.kube\config`, else the first that is there. An empty variable is no path.
 * Source: https://github.com/kubernetes/client-go/blob/v0.36.3/util/homedir/homedir.go
 */
export function homeOf({ environment, platform, exists = existsSync }: Machine): string | undefined {
  const { HOME, HOMEDRIVE, HOMEPATH, USERPROFILE } = environment;
  if (platform !== 'win32') return HOME || homeOfAccount();
  const drive = HOMEDRIVE && HOMEPATH ? HOMEDRIVE + HOMEPATH : undefined;
  const holds = (path: string | undefined) => !!path && exists(win32.join(path, '.kube', 'config'));
  const kept = [HOME, drive, USERPROFILE].find(holds);
  const set = [HOME, USERPROFILE, drive].filter((path) => !!path);
  return kept ?? set.find((path) => path !== undefined && exists(path)) ?? set[0] ?? homeOfAccount();
}

function homeOfAccount(): string | undefined {
  try {
    return userInfo().homedir || undefined;
  } catch {
    return undefined; // an account without an entry, as in many containers
  }
}

function pathsOf(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix;
}
