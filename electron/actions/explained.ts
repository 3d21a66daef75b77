// A refusal of the API server as a sentence about the object: the right that is missing, the policy that says no, the field that is wrong.
import { AppError, toAppError } from '../../shared/errors.ts';
import { ApiError } from '../kube/api-error.ts';
import { refusalSentence } from '../release/object/refusal-sentence.ts';

// Sources: k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go, plugin/webhook/errors/statuserror.go,
// plugin/policy/validating/dispatcher.go.
const RIGHT =
  /User "[^"]*" cannot (\w+) resource "([^"]+)" in API group "[^"]*"(?: in the namespace "([^"]*)"| at the cluster scope)?/;
const WEBHOOK = /admission webhook "([^"]*)" denied the request(?: without explanation|: (.*))?/s;
const POLICY = /ValidatingAdmissionPolicy '([^']*)' with binding '[^']*' denied request: (.*)/s;

/** What `request` threw, about the object that is called `title`. */
export function explained(title: string, error: unknown): AppError {
  const known = toAppError(error);
  if (known.code === 'cancelled' || !(error instanceof ApiError)) return known;
  const options = { subject: title, cause: error };
  const missing = missingRight(error.message);
  if (missing !== undefined) return new AppError('forbidden', missing, options);
  if (error.status === 404) return new AppError('notFound', `${title} is gone.`, options);
  return new AppError(known.code, `${title}: ${denial(error.message) ?? refusalSentence(error.message)}`, options);
}

/** "You may not patch deployments in monitoring: ask for a role that allows it."; undefined for another refusal. */
function missingRight(message: string): string | undefined {
  const [, verb, resource, namespace] = RIGHT.exec(message) ?? [];
  if (verb === undefined || resource === undefined) return undefined;
  const where = namespace === undefined ? 'in this cluster' : `in ${namespace}`;
  return `You may not ${verb} ${resource} ${where}: ask for a role that allows it.`;
}

function denial(message: string): string | undefined {
  const [, webhook, why = 'it gives no reason'] = WEBHOOK.exec(message) ?? [];
  if (webhook !== undefined) return `the webhook ${webhook} refuses it: ${refusalSentence(why)}`;
  const [, policy, reason = ''] = POLICY.exec(message) ?? [];
  return policy === undefined ? undefined : `the policy ${policy} refuses it: ${refusalSentence(reason)}`;
}
