// The pages, at the left edge; icons alone where the window is narrow.
import { IconCpu, IconHome, IconStack2 } from '@tabler/icons-react';
import { firingOf } from '../../shared/model/firing.ts';
import { formatNumber } from '../format/number.ts';
import { useAlerts, useAppInfo } from '../ipc/queries.ts';
import { text } from '../text.ts';
import { HelpMenu } from './HelpMenu.tsx';
import { hrefOf, PAGES, type PageName } from './route.ts';
import css from './Sidebar.module.css';
import { ThemeMenu } from './ThemeMenu.tsx';

const ICONS = { overview: IconHome, gpu: IconCpu, stack: IconStack2 } as const;

export function Sidebar({ page }: { readonly page: PageName }) {
  const firing = firingOf(useAlerts().data).length;
  const hasTray = useAppInfo().data?.hasTray;
  return (
    <aside className={css.sidebar}>
      <div className={css.brand}>
        <span className={css.mark} aria-hidden>
          O
        </span>
        <span className={css.label}>{text.product}</span>
      </div>
      <nav aria-label={text.nav.label} className={css.links}>
        {PAGES.map((name) => {
          const Icon = ICONS[name];
          return (
            <a
              key={name}
              href={hrefOf(name)}
              className={css.link}
              aria-current={name === page ? 'page' : undefined}
              title={text.nav[name]}
            >
              <Icon size={17} stroke={1.6} aria-hidden />
              <span className={css.label}>{text.nav[name]}</span>
              {name === 'overview' && firing > 0 ? (
                <span className={css.value}>
                  {formatNumber(firing)}
                  <span className="visually-hidden"> {text.alerts.fire(firing)}</span>
                </span>
              ) : null}
            </a>
          );
        })}
      </nav>
      {hasTray === false ? <p className={`${css.note} ${css.label}`}>{text.nav.noTray}</p> : null}
      <HelpMenu />
      <ThemeMenu />
    </aside>
  );
}
