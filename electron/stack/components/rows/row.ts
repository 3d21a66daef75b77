// The form of a component's row: all that ODIN has to know of a component beside the folder of its manifests.
import type { KubeObject } from '../../../../shared/model/object.ts';
import type { AmountsByPreset } from '../../../../shared/model/settings/resources.ts';
import type { StackSettings } from '../../../../shared/model/stack-settings.ts';
import type { Capabilities } from '../../cluster-checks/capabilities.ts';
import type { Requirement } from '../../cluster-checks/requirements.ts';
import type { Setting } from '../../settings/setting.ts';
import type { Choice, SettingPath } from './choice.ts';

/** A claim for a volume, and the setting that it follows. */
export interface Claim {
  readonly name: string;
  readonly storage: (settings: StackSettings) => { readonly size: string; readonly storageClassName?: string };
}

/** Settings that do nothing unless a choice holds. */
export interface IdleSettings {
  readonly unless: Choice;
  readonly settings: readonly SettingPath[];
}

/** A component of the stack. Names of objects in it are those of its manifests. */
export interface ComponentRow {
  /** Of its folder; where it has one workload, also of that and of its container. */
  readonly name: string;
  /** What a person calls it, where that differs from its name. */
  readonly title?: string;
  readonly choice: Choice;
  /** Components without which it does nothing. */
  readonly needs?: readonly ComponentRow[];
  /** Components of one group come whole: all of them or none. */
  readonly group?: string;
  /** A thing that one component alone may ask: of those that name the same, at most one is chosen. */
  readonly asksAlone?: string;
  /** Something that the cluster must have for some of its objects; `odin.example/requires` names it on them. */
  readonly requires?: Requirement;
  readonly claim?: Claim;
  /** CPU and memory of its workload's container by preset. */
  readonly amounts?: AmountsByPreset;
  /** New Secrets that it needs, with passwords of `password`, which gives another one at every call. */
  readonly secrets?: (namespace: string, password: () => string) => Promise<readonly KubeObject[]>;
  /** The settings that change its objects, or others for its sake. They run whether it is chosen or not. */
  readonly edits?: readonly Setting[];
  readonly idle?: readonly IdleSettings[];
  /** Throws `unsupported` where the cluster cannot run it; gets all objects of the stack, whether it is chosen or not. */
  readonly check?: (objects: readonly KubeObject[], settings: StackSettings, capabilities: Capabilities) => void;
  /** Sentences about what is different while it is not chosen. */
  readonly leftOut?: (settings: StackSettings) => readonly string[];
  /** Sentences that a person has to read before its objects are there; gets all objects of the stack. */
  readonly notes?: (
    objects: readonly KubeObject[],
    settings: StackSettings,
    capabilities: Capabilities,
  ) => readonly string[];
}
