// The questions about one object of the cluster: its use of CPU and memory, an action on it and its consequences.
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { ObjectAction } from '../../shared/model/object-action.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { call } from './client.ts';
import { CLUSTER_SCOPE } from './queries.ts';

const USAGE_INTERVAL_MS = 15_000;

/** What it used lately, every 15 s. */
export const useUsageHistory = (object: ObjectRef, rangeSeconds: number) =>
  useQuery({
    queryKey: [...CLUSTER_SCOPE, 'usageHistory', object, rangeSeconds],
    queryFn: ({ signal }) => call('usage.history', { object, rangeSeconds }, signal),
    refetchInterval: USAGE_INTERVAL_MS,
    staleTime: 0,
  });

/**
 * What an action would do. Asked once when it is shown; `refetch` asks anew, after a refusal.
 * The former answer stays until the next is there: a number that is typed must not make the page jump.
 */
export const useActionPreview = (action: ObjectAction) =>
  useQuery({
    queryKey: [...CLUSTER_SCOPE, 'actionPreview', action],
    queryFn: ({ signal }) => call('objects.preview', action, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
    refetchOnReconnect: false,
  });

/** Does what was shown, by its hash; refused as `conflict` when the object has changed since. */
export const useRunAction = () => useMutation({ mutationFn: (hash: string) => call('objects.run', { hash }) });
