// The silences of the chosen cluster: asked for where they are shown, made and ended by a person.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Silence, SilenceRequest } from '../../shared/model/silence.ts';
import { call } from './client.ts';
import { CLUSTER_SCOPE } from './queries.ts';

const KEY = [...CLUSTER_SCOPE, 'silences'];

/** Those that have not ended; asked anew whenever they come into sight. */
export const useSilences = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('silences.list', undefined, signal), staleTime: 0 });

/** Told what came of it, also when who asked for it is not shown any more: what is silenced moves. */
interface Outcome<T> {
  readonly onSuccess?: (answer: T) => void;
  readonly onError: (error: unknown) => void;
}

/** The alert itself comes by its event as silenced, a moment later. */
export function useSilence(outcome: Outcome<Silence>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SilenceRequest) => call('silences.create', request),
    ...outcome,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** The answer is the id of what was ended. */
export function useEndSilence(outcome: Outcome<string>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await call('silences.expire', { id });
      return id;
    },
    ...outcome,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** Makes one anew that was ended in this run. */
export function useRestoreSilence(outcome: Outcome<Silence>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('silences.restore', { id }),
    ...outcome,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
