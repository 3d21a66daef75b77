// Kubernetes quantities (`500m`, `1Gi`): read as numbers, and written in their one canonical form.
// Source: https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const PARTS = /^([+-]?[0-9.]+)(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i))?$/;

/** Its value: cores for CPU, bytes for memory. 0 for what is no quantity. */
export function quantityValue(text: string): number {
  const match = PARTS.exec(text);
  if (match === null) return 0;
  const [, digits = '0', exponent, suffix = ''] = match;
  if (exponent !== undefined) return Number(digits + exponent);
  const binary = BINARY.indexOf(suffix as (typeof BINARY)[number]);
  if (binary > 0) return Number(digits) * 1024 ** binary;
  return Number(digits) * 1000 ** (DECIMAL.indexOf(suffix as (typeof DECIMAL)[number]) - 3);
}

/** The form in which the API server gives it back: the largest suffix that needs no fraction. */
export function canonicalQuantity(text: string): string {
  const match = PARTS.exec(text);
  if (match === null) return text;
  const [, digits = '0', exponent, suffix = ''] = match;
  const value = quantityValue(text);
  if (value === 0) return '0';
  const isBinary = suffix.endsWith('i') && Math.abs(value) >= 1024;
  if (isBinary && Number.isInteger(value)) {
    let power = 0;
    while (power < BINARY.length - 1 && value % 1024 ** (power + 1) === 0) power++;
    return `${value / 1024 ** power}${BINARY[power]}`;
  }
  // Whole numbers of the smallest unit that is needed: floats would write 0.1 as 0.1000000001.
  // Less than a thousandth is rounded up to one.
  let power = Number.isInteger(value) ? 3 : 2;
  let scaled = power === 3 ? value : Math.ceil(Number((value * 1000).toFixed(6)));
  if (!Number.isSafeInteger(scaled)) return digits + (exponent ?? suffix);
  while (power < DECIMAL.length - 1 && scaled % 1000 === 0) {
    scaled /= 1000;
    power++;
  }
  if (exponent !== undefined) return power === 3 ? String(scaled) : `${scaled}e${(power - 3) * 3}`;
  return `${scaled}${DECIMAL[power]}`;
}
