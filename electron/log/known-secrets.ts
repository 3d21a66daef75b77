// The secrets that this process has read or was given, in whatever form: doors that read one tell it here, and texts that
// leave ODIN are looked through for all of them.
import { formsOf } from './secret-forms.ts';
import { secretsIn } from './secret-values.ts';

/** Stands where a secret was. */
export const MASK = '[masked]';

/** So many letters of a form lead to it; as many as the shortest secret has. */
const WINDOW = 6;
/** Of a longer form, so many letters in a row are enough: texts are cut, and lines wrapped. */
const FRAGMENT = 16;
const LEAST_CUT = 24;
/** Around a window it is looked no further: the next window begins within it. */
const REACH = LEAST_CUT;
/** Forms with the same letters in a window are told apart by what stands around them; more of them are hardly secrets. */
const MOST_ALIKE = 512;
/** Of all forms; the oldest secrets are forgotten beyond it. A cluster's Secrets are as many as somebody likes, and each letter here takes some twenty bytes. */
const MOST_CHARACTERS = 2 << 20;

/** A power of two. */
const HASHES = 1 << 16;

interface Place {
  readonly form: string;
  readonly offset: number;
}

interface Found {
  readonly start: number;
  readonly end: number;
}

/** Secrets of a process, and the search for them. */
export class KnownSecrets {
  readonly #sizes = new Map<string, number>();
  readonly #places = new Map<string, Place[]>();
  /** Which windows there may be, by {@link hashAt}: most places of a text are told from one by this alone. */
  readonly #hashes = new Uint8Array(HASHES);
  #size = 0;

  /** Masks it from now on, unless it is an ordinary word; of a longer text what is secret in it. */
  learn(value: string | undefined | null): void {
    if (!value) return;
    for (const secret of secretsIn(value)) {
      if (this.#sizes.has(secret)) continue;
      const forms = [...formsOf(secret)];
      const size = forms.reduce((sum, form) => sum + form.length, 0);
      this.#sizes.set(secret, size);
      this.#size += size;
      for (const form of forms) this.#add(form);
      if (this.#size > MOST_CHARACTERS) this.#forgetOldest();
    }
  }

  /** The text without them. Takes as long as the text is, however many there are. */
  mask(text: string): string {
    if (this.#places.size === 0) return text;
    let masked = '';
    /** Where the text goes on that was neither taken over nor masked yet. */
    let next = 0;
    for (let at = 0; at + WINDOW <= text.length; at += 1) {
      if (this.#hashes[hashAt(text, at)] === 0) continue;
      const found = this.#find(text, at);
      if (found === undefined || found.end <= next) continue;
      // What begins in the one before goes on with it.
      if (found.start > next || masked === '') masked += text.slice(next, Math.max(next, found.start)) + MASK;
      next = found.end;
    }
    return masked + text.slice(next);
  }

  /** What stands around a window of a form, as far as it decides. */
  #find(text: string, at: number): Found | undefined {
    let best: Found | undefined;
    for (const { form, offset } of this.#places.get(text.slice(at, at + WINDOW)) ?? []) {
      const most = Math.min(REACH, at, offset);
      let before = 0;
      while (before < most && text[at - before - 1] === form[offset - before - 1]) before += 1;
      const limit = Math.min(WINDOW + REACH, text.length - at, form.length - offset);
      let after = WINDOW;
      while (after < limit && text[at + after] === form[offset + after]) after += 1;
      const found = { start: at - before, end: at + after };
      const length = before + after;
      const least = form.length < LEAST_CUT ? form.length : FRAGMENT;
      if (length >= least && (best === undefined || length > best.end - best.start)) best = found;
      if (length === WINDOW + 2 * REACH) break;
    }
    return best;
  }

  #add(form: string): void {
    const last = form.length < LEAST_CUT ? 0 : form.length - WINDOW;
    for (let offset = 0; offset <= last; offset += WINDOW) {
      const key = form.slice(offset, offset + WINDOW);
      this.#hashes[hashAt(key, 0)] = 1;
      const places = this.#places.get(key);
      if (places === undefined) this.#places.set(key, [{ form, offset }]);
      else if (places.length < MOST_ALIKE) places.push({ form, offset });
    }
  }

  #forgetOldest(): void {
    for (const [secret, size] of this.#sizes) {
      if (this.#size <= MOST_CHARACTERS / 2) break;
      this.#sizes.delete(secret);
      this.#size -= size;
    }
    this.#places.clear();
    this.#hashes.fill(0);
    for (const secret of this.#sizes.keys()) for (const form of formsOf(secret)) this.#add(form);
  }
}

function hashAt(text: string, at: number): number {
  const first = text.charCodeAt(at) + 31 * text.charCodeAt(at + 1);
  const second = text.charCodeAt(at + 2) + 31 * text.charCodeAt(at + 3);
  return (first + 961 * second) & (HASHES - 1);
}

/** Those of this process: what one part of it has read, another must not tell. */
export const knownSecrets = new KnownSecrets();
