// The bridge that the preload script puts on `window`. Only this folder may touch it.
import type { Bridge } from '../../shared/ipc/types.ts';

declare global {
  interface Window {
    readonly odin: Bridge;
  }
}
