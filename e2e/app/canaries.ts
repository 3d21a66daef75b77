// Secrets that tests plant, each found nowhere else in the world, and the search for them in whatever was written.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** So much of one is one: texts are cut. */
const FRAGMENT = 16;

/** By what they are, such as `token of the kubeconfig`. */
export class Canaries {
  readonly #all = new Map<string, string>();
  readonly #silent = new Set<string>();

  /** Plants another one. `signs` go into its middle: quotes and the like, for what is no header. */
  plant(what: string, signs = ''): string {
    const secret = `q7${randomBytes(14).toString('base64').replaceAll('=', '')}${signs}${randomBytes(14).toString('base64url')}`;
    this.#all.set(what, secret);
    return secret;
  }

  /** One that nobody knows who was not shown it. */
  plantUnheard(what: string): string {
    const secret = this.plant(what);
    this.#silent.add(secret);
    return secret;
  }

  /** The others, as a program that has seen them would write them down. */
  get shouted(): string {
    return [...this.#all.values()]
      .filter((secret) => !this.#silent.has(secret))
      .flatMap((secret) => [
        secret,
        JSON.stringify({ value: secret }),
        encodeURIComponent(secret),
        base64(secret),
        base64(`freya:${secret}`),
        Buffer.from(secret).toString('hex'),
      ])
      .join(' ');
  }

  /** Which of them a text has, by what they are, however it is encoded; the secrets themselves are not told. */
  in(text: string): readonly string[] {
    const read = readings(text);
    return [...this.#all].flatMap(([what, secret]) => {
      const ends = [secret.slice(0, FRAGMENT), secret.slice(-FRAGMENT)];
      return ends.some((end) => read.some((one) => one.includes(end))) ? [what] : [];
    });
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** The text, and what may be encoded in it: twice over, and packed as Helm packs its records. */
function readings(text: string, depth = 0): readonly string[] {
  const plain = [text, text.replace(/\\+u00([\da-f]{2})/gi, '%$1').replace(/\\+(["\\/])/g, '$1')].flatMap(
    withoutPercent,
  );
  if (depth === 2) return plain;
  const encoded = [...new Set(text.match(/[\w+/=-]{16,}/g))].flatMap((run) => [
    ...[0, 1, 2, 3].map((skip) => unpacked(Buffer.from(run.slice(skip), 'base64'))),
    Buffer.from(run, 'hex').toString('latin1'),
  ]);
  return [...plain, ...encoded.filter((one) => /[\w+/=-]{12}/.test(one)).flatMap((one) => readings(one, depth + 1))];
}

function withoutPercent(text: string): readonly string[] {
  const decode = (one: string) =>
    one.replace(/%([\da-f]{2})/gi, (_code, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return text.includes('%') ? [text, decode(text), decode(decode(text))] : [text];
}

function unpacked(bytes: Buffer): string {
  try {
    return bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))
      ? gunzipSync(bytes).toString()
      : bytes.toString('latin1');
  } catch {
    return bytes.toString('latin1');
  }
}

/** The arguments of every process of this machine, as others can read them, until `stop` gives them. */
export function watchArguments(): { readonly stop: () => string } {
  const seen = new Set<string>();
  const look = () => {
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        seen.add(readFileSync(join('/proc', id, 'cmdline'), 'utf8').replaceAll('\0', ' '));
      } catch {
        // It has ended.
      }
    }
  };
  const timer = setInterval(look, 25);
  return {
    stop: () => {
      clearInterval(timer);
      return [...seen].join('\n');
    },
  };
}
