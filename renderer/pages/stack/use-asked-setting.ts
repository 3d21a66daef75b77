// The setting that an address leads to, followed once: asked for again, it is followed again.
import { useEffect, useEffectEvent } from 'react';
import { useHash } from '../../status/use-hash.ts';
import { settingIn, withoutSetting } from './setting-address.ts';

/** @param goTo brings it into sight */
export function useAskedSetting(goTo: (key: string) => void): void {
  const asked = useHash(settingIn);
  const follow = useEffectEvent((key: string) => {
    goTo(key);
    window.history.replaceState(window.history.state, '', withoutSetting(window.location.hash));
    // The browser tells of no address that was replaced.
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
  useEffect(() => {
    if (asked !== undefined) follow(asked);
  }, [asked]);
}
