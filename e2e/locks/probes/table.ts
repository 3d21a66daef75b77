// The probes by name; those of an app in this order, for after the last one there is no page any more.

import { events, files, senders } from './doors.ts';
import { network } from './network.ts';
import { headers, policy } from './policy.ts';
import { globals, permissions, preferences, scheme } from './privileges.ts';
import type { Probe } from './stage.ts';
import { downloads, navigation, requests, windows } from './ways-out.ts';

export const PROBES: Readonly<Record<string, Probe>> = {
  preferences,
  globals,
  scheme,
  permissions,
  headers,
  policy,
  files,
  senders,
  requests,
  windows,
  downloads,
  network,
  navigation,
  events,
};
