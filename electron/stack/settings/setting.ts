// The form of a setting: a pure function on the stack's objects.
import type { KubeObject } from '../../../shared/model/object.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';

/** One setting, or a few that belong together. Pure: the same objects are given back where they say already what is wanted. */
export type Setting = (objects: readonly KubeObject[], settings: StackSettings) => readonly KubeObject[];
