// The calls of a person on plain forwards: ports to choose from, start, stop, a look in the browser. How each is comes as an event.
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Forwardable, ForwardRequest } from '../../shared/model/kept-forward.ts';
import { call } from './client.ts';
import { CLUSTER_SCOPE } from './queries.ts';

/** The ports that an object declares; asked anew for each that is chosen. */
export const useDeclaredPorts = (object: Forwardable) =>
  useQuery({
    queryKey: [...CLUSTER_SCOPE, 'declaredPorts', object],
    queryFn: ({ signal }) => call('forwards.ports', object, signal),
    staleTime: 0,
    gcTime: 0,
  });

/** Answers once it is ready. */
export const useStartForward = () =>
  useMutation({ mutationFn: (request: ForwardRequest) => call('forwards.start', request) });

export const useStopForward = () => useMutation({ mutationFn: (id: string) => call('forwards.stop', { id }) });

/** Opens its page in the system's browser. */
export const useVisitForward = () => useMutation({ mutationFn: (id: string) => call('forwards.visit', { id }) });
