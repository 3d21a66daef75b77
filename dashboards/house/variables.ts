// The choices on top of a dashboard: each may be several, or all.
import {
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { LOKI, PROMETHEUS } from './query.ts';

/** Values of a label, from Prometheus. `selector` may use the choices before it. */
export function choice(name: string, title: string, selector: string, label: string): QueryVariableBuilder {
  const query = `label_values(${selector}, ${label})`;
  return common(name, title)
    .datasource(PROMETHEUS)
    .query({ qryType: 1, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' })
    .definition(query);
}

/** Values of a label, from Loki. */
export function logChoice(name: string, title: string, stream: string, label: string): QueryVariableBuilder {
  return common(name, title)
    .datasource(LOKI)
    .query({ type: 1, label, stream, refId: 'LokiVariableQueryEditor-VariableQuery' });
}

/** Free text. */
export function textBox(name: string, title: string, description: string): TextBoxVariableBuilder {
  return new TextBoxVariableBuilder(name).label(title).description(description).defaultValue('');
}

function common(name: string, title: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(title)
    .multi(true)
    .includeAll(true)
    .allValue('.+')
    .current({ selected: true, text: ['All'], value: ['$__all'] })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.NaturalAsc);
}
