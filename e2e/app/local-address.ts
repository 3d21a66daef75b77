// Asks an address of a gateway as a program does that need not know its name: not every system resolves `*.localhost`.
import { request } from 'node:http';

/** An answer; `cookie` is the first that it sets, without its attributes. */
export interface LocalAnswer {
  readonly status: number;
  readonly cookie: string;
}

/** Sends one request to 127.0.0.1 by the host name of `address`. Follows nothing. */
export function askLocal(
  address: string | URL,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<LocalAnswer> {
  const { host, port, pathname, search } = new URL(address);
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path: pathname + search, method, headers: { host, ...headers } },
      (answer) => {
        answer.resume();
        const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, cookie }));
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}

/** The same port by its number, which programs of this person's own may use for Prometheus. */
export function byNumber(address: string): string {
  return `http://127.0.0.1:${new URL(address).port}`;
}
