// The alerts of the last days in the chosen cluster, and what they watch over: asked for where they are shown.
import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { CLUSTER_SCOPE } from './queries.ts';

const HISTORY_INTERVAL_MS = 60_000;

/** What fired in the last seven days, asked anew each minute; the former answer stays when one fails. */
export const useAlertHistory = () =>
  useQuery({
    queryKey: [...CLUSTER_SCOPE, 'alertHistory'],
    queryFn: ({ signal }) => call('alerts.history', undefined, signal),
    refetchInterval: HISTORY_INTERVAL_MS,
    staleTime: 0,
  });

/** What an alert watches over; null where that cannot be told. */
export const useAlertThreshold = (fingerprint: string) =>
  useQuery({
    queryKey: [...CLUSTER_SCOPE, 'alertThreshold', fingerprint],
    queryFn: ({ signal }) => call('alerts.threshold', { fingerprint }, signal),
    refetchInterval: HISTORY_INTERVAL_MS,
    staleTime: 0,
  });

const VALUES_INTERVAL_MS = 15_000;

/** The values that alerts have now; what cannot be read is left out. */
export const useAlertValues = () =>
  useQuery({
    queryKey: [...CLUSTER_SCOPE, 'alertValues'],
    queryFn: ({ signal }) => call('alerts.values', undefined, signal),
    refetchInterval: VALUES_INTERVAL_MS,
    staleTime: 0,
  });
