// The kinds of values in Alertmanager's configuration. What is left empty counts as left out, as it does there; an unquoted
// word, such as 0042 or yes, is what is asked for: text as it was written, or the number or switch that Go sees in it.
import { z } from 'zod';
import { DURATION, durationMs } from '../../../../shared/model/settings/units.ts';
import { Word } from '../../../yaml/word.ts';
import { secretIn } from './address-secrets.ts';

/** Text, as Go takes it: of a word, the letters. */
export function string(words: string, check: (schema: z.ZodString) => z.ZodType<string> = (schema) => schema) {
  return z.preprocess((value) => (value instanceof Word ? value.text : value), check(z.string(words)));
}

/** What Go sees in a word, for what is no text. */
function meant<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value instanceof Word ? value.value : value), schema);
}

/** The folder with the keys of the Secret of receivers. */
export const SECRET_FILE = '/etc/alertmanager/secrets/KEY';

/** Of a secret. What to do instead follows. */
export const SECRET = 'is a secret, which everybody who may read ConfigMaps could read';

/** Of a secret that Alertmanager takes from a file as well. */
export function byFile(written: string): string {
  return `${SECRET}: put it into Secret alertmanager-secrets and write ${written}`;
}

export const text = string('must be text').nullish();
export const texts = z.array(text).nullish();
export const textMap = z.record(z.string(), text).nullish();
export const flag = meant(z.boolean('must be true or false').nullish());
const WHOLE = 'must be a whole number without quotes';
const wide = z.bigint().transform(Number);
export const wholeNumber = meant(z.union([z.int(WHOLE), wide], WHOLE).nullish());
/** The same, and not below zero. */
export const count = meant(z.union([z.int(WHOLE).min(0, 'must not be negative'), wide]).nullish());
/** Of labels that alerts or receivers get. */
export const labels = z.record(z.string().min(1, 'must be the name of a label'), text).nullish();
export const anything = z.unknown().optional();

/** As Prometheus writes it. */
export const duration = string('must be a duration, such as 30s or 4h', (schema) =>
  schema.refine((value) => value === '0' || DURATION.test(value), 'must be a duration, such as 30s or 4h'),
).nullish();
export const someTime = duration.refine(
  (value) => value == null || (value !== '0' && durationMs(value) !== 0),
  'must be more than nothing',
);

/** As Go writes it: no days. */
export const goDuration = string('must be a duration, such as 10s or 1h30m', (schema) =>
  schema.regex(/^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+)$/, 'must be a duration, such as 10s or 1h30m'),
).nullish();

export function oneOf(...values: readonly string[]) {
  const words = `must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
  return string(words, (schema) => schema.refine((value) => values.includes(value), words)).nullish();
}

const isTemplate = (value: string) => value.includes('{{');
const isClosed = (value: string) => value.split('{{').length === value.split('}}').length;

/** An address without a password in it. A template in it is taken for what Alertmanager makes of it. */
const bareAddress = (schema: z.ZodString) =>
  schema
    .refine(
      (value) => /^https?:\/\/[^\s/?#]+/.test(value) && (isTemplate(value) || URL.canParse(value)) && isClosed(value),
      'must be an address that begins with http:// or https://',
    )
    .refine(
      (value) => !/^\w+:\/\/[^/?#]*@/.test(value),
      byFile(`http_config: {basic_auth: {username: …, password_file: ${SECRET_FILE}}}`),
    );
export const address = string('must be an address', bareAddress).nullish();

/** An address that may be in a file as well, so that none with a token in it has to be here. */
export const openAddress = string('must be an address', (schema) =>
  bareAddress(schema).superRefine((value, context) => {
    const secret = secretIn(value);
    if (secret !== undefined)
      context.addIssue({
        code: 'custom',
        message: `has ${secret}, and that ${byFile(`url_file: ${SECRET_FILE}`)}`,
      });
  }),
).nullish();

export const hostAndPort = string('must be a host and a port, such as mail.example.org:587', (schema) =>
  schema.regex(/^([^:[\]]*|\[[^[\]]*\]):[^:[\]]+$/, 'must be a host and a port, such as mail.example.org:587'),
).nullish();

/** Each of these names. */
export function named<T>(kind: T, ...names: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

/** Refused, in words that end with what to do instead. */
export function forbidden(words: string) {
  return z.null(words).optional();
}

/** Secrets by their names: from a file alone. */
export function secrets(...names: readonly string[]): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(
    names.flatMap((name) => [
      [name, forbidden(byFile(`${name}_file: ${SECRET_FILE}`))],
      [`${name}_file`, text],
    ]),
  );
}

/** Looks at several keys of a map together. */
export type Check = (value: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx) => void;

export function rule(holds: (value: Parameters<Check>[0]) => boolean, words: string): Check {
  return (value, context) => {
    if (!holds(value)) context.addIssue({ code: 'custom', message: words });
  };
}

export function needs(...ways: readonly string[]): Check {
  return rule((value) => ways.some((way) => isSet(value, way)), `needs ${ways.join(' or ')}`);
}

export function atMostOne(...names: readonly string[]): Check {
  return (value, context) => {
    const there = names.filter((name) => isSet(value, name));
    if (there.length > 1) context.addIssue({ code: 'custom', message: `has ${there.join(' and ')}: one of them` });
  };
}

/** True where a map says something there. */
export function isSet(value: unknown, name: string): boolean {
  const inner: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return inner !== undefined && inner !== null && inner !== '';
}
