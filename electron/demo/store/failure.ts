// Refusals in the API server's own words: every one is a `Status` with the code, reason and details that it would have.
// Source: https://github.com/kubernetes/apimachinery/blob/master/pkg/api/errors/errors.go
import type { Cause } from './causes.ts';
import type { Json, JsonObject } from './json.ts';
import { qualifiedKind, qualifiedPlural, type Resource } from './resources.ts';

/** Thrown by whatever refuses a request; the server answers with its body. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: number;
  readonly body: JsonObject;

  constructor(code: number, reason: string, message: string, details?: JsonObject, metadata: JsonObject = {}) {
    super(message);
    this.code = code;
    this.body = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata,
      status: 'Failure',
      message,
      ...(reason === '' ? {} : { reason }),
      ...(details === undefined ? {} : { details }),
      code,
    };
  }
}

function detailsOf(resource: Resource, name: string, extra: JsonObject = {}): JsonObject {
  return {
    ...(name === '' ? {} : { name }),
    ...(resource.group === '' ? {} : { group: resource.group }),
    kind: resource.plural,
    ...extra,
  };
}

/** The path leads to no resource that this cluster has. */
export function noSuchResource(): Failure {
  return new Failure(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function notFound(resource: Resource, name: string): Failure {
  return new Failure(404, 'NotFound', `${qualifiedPlural(resource)} "${name}" not found`, detailsOf(resource, name));
}

export function alreadyExists(resource: Resource, name: string): Failure {
  const message = `${qualifiedPlural(resource)} "${name}" already exists`;
  return new Failure(409, 'AlreadyExists', message, detailsOf(resource, name));
}

export function forbidden(resource: Resource, name: string, why: string): Failure {
  const message = `${qualifiedPlural(resource)} "${name}" is forbidden: ${why}`;
  return new Failure(403, 'Forbidden', message, detailsOf(resource, name));
}

/** Somebody was quicker. */
export function staleVersion(resource: Resource, name: string): Failure {
  const why = 'the object has been modified; please apply your changes to the latest version and try again';
  const message = `Operation cannot be fulfilled on ${qualifiedPlural(resource)} "${name}": ${why}`;
  return new Failure(409, 'Conflict', message, detailsOf(resource, name));
}

/** A precondition of a delete does not hold. */
export function failedPrecondition(resource: Resource, name: string, why: string): Failure {
  const message = `Operation cannot be fulfilled on ${qualifiedKind(resource)} "${name}": ${why}`;
  return new Failure(409, 'Conflict', message, { ...detailsOf(resource, name), kind: resource.kind });
}

export function applyConflict(message: string, causes: readonly Cause[]): Failure {
  return new Failure(409, 'Conflict', message, { causes: causes as unknown as Json });
}

export function badRequest(message: string): Failure {
  return new Failure(400, 'BadRequest', message);
}

/** A defect in what was sent that the API server does not classify. */
export function internalError(message: string): Failure {
  return new Failure(500, '', message);
}

/** Fields that the kind does not allow. `kind` is qualified by its group: `Deployment.apps`. */
export function invalid(group: string, kind: string, name: string, causes: readonly Cause[]): Failure {
  const lines = causes.map(({ field, message }) => `${field}: ${message}`);
  const [first = ''] = lines;
  const qualified = group === '' ? kind : `${kind}.${group}`;
  const message = `${qualified} "${name}" is invalid: ${lines.length === 1 ? first : `[${lines.join(', ')}]`}`;
  return new Failure(422, 'Invalid', message, {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    kind,
    causes: causes as unknown as Json,
  });
}

export function invalidObject(resource: Resource, name: string, causes: readonly Cause[]): Failure {
  return invalid(resource.group, resource.kind, name, causes);
}

export function methodNotAllowed(): Failure {
  return new Failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
}

export function unauthorized(): Failure {
  return new Failure(401, 'Unauthorized', 'Unauthorized');
}

export function notAcceptable(): Failure {
  const message = '406: Not Acceptable\n\nAvailable representations: application/json';
  return new Failure(406, 'NotAcceptable', message, {});
}

/** What the list or watch starts from is forgotten. */
export function expired(message: string, metadata: JsonObject = {}): Failure {
  return new Failure(410, 'Expired', message, undefined, metadata);
}
