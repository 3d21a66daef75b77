// The JSON inside a key of `metadata.managedFields`: text of whoever wrote the object, which the API server bounds no further.
import { parseBounded } from '../../kube/bounded-json.ts';

/** Keys are a port and its protocol, or a name. */
const LIMITS = { values: 10_000, depth: 20 };

/** Its value; undefined for what is no JSON, or more than any key. */
export function parseKey(content: string): unknown {
  try {
    return parseBounded(content, LIMITS).value;
  } catch {
    return undefined;
  }
}
