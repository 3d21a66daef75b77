// The facts of this machine that decide whether K3s can be installed on it, each with where it was read.
import type { Fact } from '../../node-files/fact.ts';

/** A module of the kernel: loaded or built in, to be loaded, or nowhere. */
export type ModuleState = 'ready' | 'loadable' | 'absent';

/** Kubernetes, or what runs containers, that is here already. */
export type EngineName = 'k3s' | 'k3s-agent' | 'rke2' | 'microk8s' | 'k0s' | 'kubelet' | 'docker';

export interface Engine {
  readonly name: EngineName;
  /** What of it was found. */
  readonly path: string;
}

export interface OperatingSystem {
  /** `ID` and `ID_LIKE` of os-release, `ubuntu`, `debian`. */
  readonly ids: readonly string[];
  /** As it calls itself. */
  readonly name: string;
}

/** Room in bytes on the file system that K3s' data goes to. */
export interface Room {
  readonly path: string;
  readonly free: number;
  readonly total: number;
}

export interface Cgroups {
  readonly version: 1 | 2;
  /** The controllers that are on, of {@link NEEDED_CONTROLLERS} at least. */
  readonly controllers: readonly string[];
}

export interface Network {
  readonly cidr: string;
  readonly interface: string;
}

/** Read without being root, and without running anything. */
export interface MachineFacts {
  /** As Node names it: `x64`, `arm64`. */
  readonly architecture: string;
  readonly kernel: Fact<string>;
  readonly system: Fact<OperatingSystem | null>;
  readonly hasSystemd: Fact<boolean>;
  readonly isWsl: Fact<boolean>;
  /** What makes its own files read-only, in words; null: nothing does. */
  readonly immutable: Fact<string | null>;
  /** null: no SELinux. */
  readonly selinux: Fact<{ readonly isEnforcing: boolean; readonly hasPolicy: boolean } | null>;
  readonly hostname: Fact<string>;
  readonly modules: Fact<Readonly<Record<string, ModuleState>>>;
  readonly cgroups: Fact<Cgroups | null>;
  /** TCP ports that something listens on. */
  readonly listening: Fact<readonly number[]>;
  /** The interface of the default route, of IPv4 else of IPv6; null: there is none. */
  readonly defaultRoute: Fact<string | null>;
  /** Networks of IPv4 that this machine has a route to, but for the default one: `192.168.0.0/24`, with their interface. */
  readonly networks: Fact<readonly Network[]>;
  readonly firewalls: Fact<readonly ('ufw' | 'firewalld')[]>;
  readonly room: Fact<Room>;
  /** In bytes. */
  readonly memory: Fact<number>;
  /** In bytes; 0: none. */
  readonly swap: Fact<number>;
  /** Whether something keeps the clock right; null: it does not say. */
  readonly isClockKept: Fact<boolean | null>;
  readonly engines: Fact<readonly Engine[]>;
  /** PCI addresses of NVIDIA's display controllers; in WSL the library of Windows' driver. */
  readonly gpus: Fact<readonly string[]>;
  /** The version of their driver that is loaded. */
  readonly driver: Fact<string | null>;
  /** Where NVIDIA's container runtime is. */
  readonly toolkits: Fact<readonly string[]>;
}
