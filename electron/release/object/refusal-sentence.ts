// The API server's reason for refusing an object, without the words that are for programmers; the field and the rule stay as they are.

/** A value that the server prints as Go does, up to the next field of its list; it may be a password. */
const GO_VALUE = /, got &(?:value\.valueUnstructured)?\{(?:Value:)?(.*?)\}(?=$|\n\s*\.\S+: )/gs;

/** `message` of a refusal as the end of a sentence that begins with the object's name. */
export function refusalSentence(message: string): string {
  const words = message
    .replace(/^.*strict decoding error: /s, '')
    .replace(/^failed to create typed patch object \([^)]*\): /, '')
    .replace(/^errors:\s*/, '')
    .replace(GO_VALUE, (_, value: string) => `, got ${typeOf(value)}`)
    .replace(/^\S+ "[^"]*" is invalid: /, '')
    .split(/\n\s*/)
    .map((line) => line.replace(/^\.(\S+): field not declared in schema$/, 'unknown field "$1"'))
    .join('; ')
    .trim();
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

function typeOf(value: string): string {
  if (/^(true|false)$/.test(value)) return 'true or false: put it in quotes if it is text';
  if (/^[-+.\d]+(e[-+]?\d+)?$/i.test(value)) return 'a number: put it in quotes if it is text';
  if (value.startsWith('map[')) return 'a map';
  return value.startsWith('[') ? 'a list' : 'another type';
}

/** Whether a 500 is about the object, so that sending it again would not help: a wrong field or type, a webhook's refusal, its size. */
export function isAboutObject(message: string): boolean {
  const isTyped = message.startsWith('failed to create typed patch object');
  return isTyped || message.includes('webhook') || message === 'etcdserver: request is too large';
}
