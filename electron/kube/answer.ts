// A whole 2xx answer as a value: the one place where what a server says becomes something that ODIN goes by.
import { AppError } from '../../shared/errors.ts';
import { maskShown } from '../log/mask-text.ts';
import { TooMuchError } from './bounded-body.ts';
import { JsonTooMuch, parseBounded, type Weighed } from './bounded-json.ts';
import { faultOf, type Shape } from './object-shape.ts';

/** Header values by lower-case name. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What was asked, for sentences, and what the answer should be. */
export interface Asked {
  /** `GET /api/v1/pods`. */
  readonly what: string;
  readonly server: string;
  readonly shape: Shape;
}

/**
 * JSON parsed, within bounds and of the shape that was asked for; plain text (logs, `/readyz`) as it is, of no values.
 *
 * Throws `AppError` `unreachable` for JSON that is cut short, for another shape, and for a web page, which some proxies
 * answer with; {@link TooMuchError} for what would cost too much to parse.
 */
export function parseBody(text: string, headers: AnswerHeaders, { what, server, shape }: Asked): Weighed {
  const type = String(headers['content-type'] ?? '');
  const refuse = (message: string, cause?: unknown) =>
    new AppError('unreachable', message, { subject: server, ...(cause === undefined ? {} : { cause }) });
  if (type.includes('text/html')) {
    throw refuse(`${server} answered ${what} with a web page: it is not an API server, or a proxy stands before it.`);
  }
  if (!type.includes('json')) {
    if (shape === 'anything') return { value: text, values: 0 };
    throw refuse(`${server} answered ${what} with something else than JSON: it is not an API server.`);
  }
  const parsed = parse(text, what, server);
  const fault = faultOf(parsed.value, shape);
  if (fault === undefined) return parsed;
  throw refuse(`${server} answered ${what} with something that no API server says: it ${fault}.`);
}

function parse(text: string, what: string, server: string): Weighed {
  try {
    return parseBounded(text);
  } catch (error) {
    if (error instanceof JsonTooMuch) throw new TooMuchError(`${server}, asked for ${what},`, error.message);
    const message = `The answer of ${server} to ${what} ended before it was whole (${text.length} characters): try again.`;
    throw new AppError('unreachable', message, { subject: server, cause: error });
  }
}

/** The texts of `Warning` headers, code 299, without secrets. Source: https://www.rfc-editor.org/rfc/rfc7234#section-5.5 */
export function warningsOf(header: string | string[] | undefined): readonly string[] {
  const lines = header === undefined ? [] : [header].flat();
  return lines.flatMap((line) =>
    [...line.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) =>
      maskShown((match[1] ?? '').replaceAll(/\\(.)/g, '$1')),
    ),
  );
}
