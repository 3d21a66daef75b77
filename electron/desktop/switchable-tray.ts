// The tray icon as a person wants it: there, or not at all.
import type { Verdict } from '../../shared/model/overview.ts';
import type { TrayHandle } from './tray.ts';

/** A tray that can be switched while the app runs. */
export interface SwitchableTray extends TrayHandle {
  switch(isOn: boolean): void;
}

/**
 * @param start puts the icon there
 * @param onSwitchedOff told when nobody can reach a hidden window by it any more
 */
export function switchableTray(isOn: boolean, start: () => TrayHandle, onSwitchedOff: () => void): SwitchableTray {
  let tray = isOn ? start() : undefined;
  let verdict: Verdict | undefined;
  const off = () => {
    const former = tray;
    tray = undefined;
    void former?.dispose();
  };
  return {
    update: (next) => {
      verdict = next;
      tray?.update(next);
    },
    isShownNow: () => tray?.isShownNow() ?? false,
    isShown: async () => (await tray?.isShown()) ?? false,
    switch: (wanted) => {
      if (wanted === (tray !== undefined)) return;
      if (wanted) {
        tray = start();
        if (verdict !== undefined) tray.update(verdict);
      } else {
        off();
        onSwitchedOff();
      }
    },
    dispose: off,
  };
}
