// Takes all network policies away where they are not wanted.
import type { Setting } from './setting.ts';

/** Each component brings its own edges; without the component that denies the rest, they would deny for themselves. */
export const network: Setting = (objects, { components }) =>
  components.networkPolicies ? objects : objects.filter(({ kind }) => kind !== 'NetworkPolicy');
