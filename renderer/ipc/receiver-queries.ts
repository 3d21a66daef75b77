// The receivers of alerts: the setting's YAML as a list and back, which secrets are there, and a test.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PutSecret, ReceiverChange, ReceiverTest } from '../../shared/model/receiver.ts';
import { call } from './client.ts';
import { CLUSTER_SCOPE } from './queries.ts';

const SECRETS = [...CLUSTER_SCOPE, 'receiverSecrets'];

/** What is typed is read again at each letter; until it is, the list of before is shown. */
export const useReceiverList = (yaml: string) =>
  useQuery({
    queryKey: ['receivers', yaml],
    queryFn: ({ signal }) => call('receivers.list', { yaml }, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Gives the YAML after a change. */
export const useChangeReceivers = () =>
  useMutation({
    mutationFn: async (input: { readonly yaml: string; readonly change: ReceiverChange }) =>
      (await call('receivers.change', input)).yaml,
  });

/** The names of the keys that are there; asked anew whenever the list comes into sight. */
export const useReceiverSecretKeys = () =>
  useQuery({
    queryKey: SECRETS,
    queryFn: ({ signal }) => call('receivers.secretKeys', undefined, signal),
    staleTime: 0,
  });

/** Answers once a person has agreed and it is there. */
export function usePutReceiverSecret() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (secret: PutSecret) => call('receivers.putSecret', secret),
    // What was typed is kept no longer than it takes.
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: SECRETS }),
  });
}

export const useTestReceiver = () => useMutation({ mutationFn: (test: ReceiverTest) => call('receivers.test', test) });
