// The text that a YAML key becomes in JSON, as sigs.k8s.io/yaml writes it: `on` is "true", `010` is "8", `1.10` is "1.1".
// Source: https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/yaml.go
import type { ScalarValue } from './plain-scalar.ts';

/** Throws a RangeError for a key that JSON cannot have. */
export function keyText(key: ScalarValue): string {
  if (key === null) throw new RangeError('a key is empty');
  if (typeof key !== 'number' || Number.isSafeInteger(key)) return String(key);
  if (Number.isNaN(key)) return '.nan';
  return shortest(key);
}

/** The fewest digits that give the same 32 bits, in Go's format `g`. */
function shortest(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  for (let digits = 1; digits < 9; digits += 1) {
    if (Math.fround(Number(single.toPrecision(digits))) === single) return inGo(single, digits);
  }
  return inGo(single, 9);
}

function inGo(value: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 21) return String(Number(`${mantissa}e${exponent}`));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
