// Kubernetes' quantities (`250m`, `12345n`, `1.5Gi`, `2e3`) as numbers: cores for CPU, bytes for memory.
// Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/

const FORM = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d{1,3})|(n|u|m|k|M|G|T|P|E|[KMGTPE]i))?$/;

const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** A longer text is none that an API server would take. */
const LONGEST = 64;

/** The value of a quantity as JSON has it, text or number; NaN for what is none, or is no finite number. */
export function quantityValue(quantity: unknown): number {
  if (typeof quantity === 'number') return Number.isFinite(quantity) ? quantity : Number.NaN;
  if (typeof quantity !== 'string' || quantity.length > LONGEST) return Number.NaN;
  const [match, digits = '', exponent = '0', suffix = ''] = FORM.exec(quantity) ?? [];
  if (match === undefined) return Number.NaN;
  const scale = suffix.endsWith('i') ? 1024 ** BINARY.indexOf(suffix) : 1000 ** (DECIMAL.indexOf(suffix) - 3);
  const value = Number(digits) * 10 ** Number(exponent) * scale;
  return Number.isFinite(value) ? value : Number.NaN;
}
