// The number of alerts that fire; nothing while none does.
import { firingOf } from '../../shared/model/firing.ts';
import { formatNumber } from '../format/number.ts';
import { useAlerts } from '../ipc/queries.ts';
import { alertText } from '../text/alerts.ts';
import css from './Sidebar.module.css';

export function FiringCount() {
  const firing = firingOf(useAlerts().data).length;
  return firing === 0 ? null : (
    <span className={css.value}>
      {formatNumber(firing)}
      <span className="visually-hidden"> {alertText.fire(firing)}</span>
    </span>
  );
}
