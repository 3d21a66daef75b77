// A whole 2xx answer as a value.
import { AppError } from '../../shared/errors.ts';

/** Header values by lower-case name. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * JSON parsed; plain text (logs, `/readyz`) as it is. `what` and `server` are for the messages.
 *
 * Throws `AppError` `unreachable` for JSON that is cut short and for a web page, which some proxies answer with.
 */
export function parseBody(text: string, headers: AnswerHeaders, what: string, server: string): unknown {
  const type = String(headers['content-type'] ?? '');
  if (type.includes('text/html')) {
    const message = `${server} answered ${what} with a web page: it is not an API server, or a proxy stands before it.`;
    throw new AppError('unreachable', message, { subject: server });
  }
  if (!type.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `The answer of ${server} to ${what} ended before it was whole (${text.length} characters): try again.`;
    throw new AppError('unreachable', message, { subject: server, cause: error });
  }
}

/** The texts of `Warning` headers, code 299. Source: https://www.rfc-editor.org/rfc/rfc7234#section-5.5 */
export function warningsOf(header: string | string[] | undefined): readonly string[] {
  const lines = header === undefined ? [] : [header].flat();
  return lines.flatMap((line) =>
    [...line.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) => (match[1] ?? '').replaceAll(/\\(.)/g, '$1')),
  );
}
