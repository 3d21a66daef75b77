// The facts of the node itself, read off its files.
import type { Fact } from '../node-files/fact.ts';

/** Files of the node, read where the app runs on it. None of them wakes a GPU; a file that is not there is null. */
export interface HostFacts {
  /** PCI addresses of NVIDIA's display controllers. */
  readonly gpus: Fact<readonly string[]>;
  /** The version of the kernel's driver that is loaded, `595.71.05`. */
  readonly driver: Fact<string | null>;
  /** The version of the driver's library beside it. */
  readonly library: Fact<string | null>;
  /** Whether the kernel has loaded nouveau. */
  readonly hasNouveau: Fact<boolean>;
  /** The driver's kernel module that is installed, loaded or not. */
  readonly moduleFile: Fact<string | null>;
  /** null: no UEFI. */
  readonly secureBoot: Fact<boolean | null>;
  /** Names in /dev that begin with `nvidia`, and `dxg` of WSL2. */
  readonly devices: Fact<readonly string[]>;
  /** Where WSL2 has Windows' driver. */
  readonly wslLibrary: Fact<string | null>;
  /** NVIDIA's container runtimes, in the order in which K3s looks for them; when each was put there, in ms since the epoch. */
  readonly toolkits: Fact<readonly Toolkit[]>;
  /** The toolkit's own choice of mode: `auto`, `cdi`, `legacy`. */
  readonly toolkitMode: Fact<string | null>;
  /** What K3s wrote for containerd at its start. */
  readonly containerd: Fact<ContainerdConfig | null>;
  readonly templates: Fact<readonly Template[]>;
}

export interface Toolkit {
  readonly path: string;
  readonly changedAt: number;
}

export interface ContainerdConfig {
  /** Runtimes by name, and their programs where they are told. */
  readonly runtimes: Readonly<Record<string, string>>;
  /** In ms since the epoch: K3s writes it whenever it starts. */
  readonly writtenAt: number;
}

/** A person's template, from which K3s makes containerd's configuration. */
export interface Template {
  readonly path: string;
  /** It takes over the runtimes that K3s finds, or names NVIDIA's itself. */
  readonly keepsRuntimes: boolean;
}
