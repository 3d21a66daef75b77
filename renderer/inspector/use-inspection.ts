// The news of one object, told anew with each change while it is shown.
import { useEffect, useState } from 'react';
import type { Inspection } from '../../shared/model/inspection.ts';
import { refKey } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { openStream } from '../ipc/streams.ts';

interface Told {
  readonly inspection?: Inspection;
  /** Why nothing can be told. */
  readonly failure?: unknown;
}

/** Empty until the first word; `retry` asks again. */
export function useInspection(object: ObjectRef): Told & { readonly retry: () => void } {
  const [told, setTold] = useState<Told>({});
  const [attempt, setAttempt] = useState(0);
  const key = refKey(object);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key and the attempt name what is followed; the object is new with each drawing
  useEffect(() => {
    setTold({});
    const stream = openStream<'object'>(
      { kind: 'object', object },
      { onMessage: (inspection) => setTold({ inspection }), onFailure: (failure) => setTold({ failure }) },
    );
    return () => stream.close();
  }, [key, attempt]);
  return { ...told, retry: () => setAttempt(attempt + 1) };
}
