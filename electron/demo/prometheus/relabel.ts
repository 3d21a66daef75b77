// Prometheus' relabelling: what service discovery found becomes a target, or is left out.
// Source: https://github.com/prometheus/prometheus/blob/main/model/relabel/relabel.go
import { isObject, type Json, listAt, stringAt } from '../store/json.ts';
import type { Labels } from './value.ts';

/** The labels after the rules; undefined when a rule drops the target. Unknown actions leave it as it is. */
export function relabel(labels: Labels, rules: readonly Json[]): Labels | undefined {
  let current: Record<string, string> = { ...labels };
  for (const rule of rules) {
    if (!isObject(rule)) continue;
    const separator = typeof rule.separator === 'string' ? rule.separator : ';';
    const value = listAt(rule, 'source_labels')
      .map((label) => current[String(label)] ?? '')
      .join(separator);
    const regex = new RegExp(`^(?:${typeof rule.regex === 'string' ? rule.regex : '(.*)'})$`, 's');
    const match = regex.exec(value);
    switch (stringAt(rule, 'action') || 'replace') {
      case 'keep':
        if (match === null) return undefined;
        break;
      case 'drop':
        if (match !== null) return undefined;
        break;
      case 'replace': {
        if (match === null) break;
        const template = typeof rule.replacement === 'string' ? rule.replacement : '$1';
        const result = template.replace(
          /\$(?:\{(\w+)\}|(\d+))/g,
          (_all, a?: string, b?: string) => match[Number(a ?? b)] ?? '',
        );
        const target = stringAt(rule, 'target_label');
        if (result === '') delete current[target];
        else current[target] = result;
        break;
      }
      case 'labelmap': {
        const mapped = Object.entries(current).flatMap(([label, content]) => {
          const hit = regex.exec(label);
          return hit === null ? [] : [[hit[1] ?? '', content]];
        });
        current = { ...current, ...(Object.fromEntries(mapped) as Record<string, string>) };
        break;
      }
      default:
        break;
    }
  }
  return current;
}
