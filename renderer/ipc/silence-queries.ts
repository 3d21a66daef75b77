// The silences of the chosen cluster: asked for where they are shown, made and ended by a person.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SilenceRequest } from '../../shared/model/silence.ts';
import { call } from './client.ts';
import { CLUSTER_SCOPE } from './queries.ts';

const KEY = [...CLUSTER_SCOPE, 'silences'];

/** Those that have not ended; asked anew whenever they come into sight. */
export const useSilences = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('silences.list', undefined, signal), staleTime: 0 });

/** The alert itself comes by its event as silenced, a moment later. */
export function useSilence() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SilenceRequest) => call('silences.create', request),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useEndSilence() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('silences.expire', { id }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
