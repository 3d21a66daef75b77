// The pages, at the left edge; icons alone where the window is narrow.
import { useAppInfo } from '../ipc/queries.ts';
import { shellText } from '../text/shell.ts';
import { type HelpDoors, HelpMenu } from './HelpMenu.tsx';
import { NotificationsButton } from './NotificationsButton.tsx';
import { PAGES, type PageName } from './pages.ts';
import { hrefOf } from './route.ts';
import css from './Sidebar.module.css';
import { ThemeMenu } from './ThemeMenu.tsx';

interface Props extends HelpDoors {
  readonly current: PageName;
}

export function Sidebar({ current, ...help }: Props) {
  const info = useAppInfo().data;
  return (
    <aside className={css.sidebar}>
      <div className={css.brand}>
        <span className={css.mark} aria-hidden>
          O
        </span>
        <span className={css.label}>{shellText.product}</span>
      </div>
      <nav aria-label={shellText.nav.label} className={css.links}>
        {PAGES.map(({ name, title, icon: Icon, Count, isOfApp = false }) => (
          <a
            key={name}
            href={hrefOf(name)}
            className={isOfApp ? `${css.link} ${css.foot}` : css.link}
            aria-current={name === current ? 'page' : undefined}
            title={title}
          >
            <Icon size={17} stroke={1.6} aria-hidden />
            <span className={css.label}>{title}</span>
            {Count === undefined ? null : <Count />}
          </a>
        ))}
      </nav>
      {info?.hasTray === false ? (
        <p className={`${css.note} ${css.label}`}>{info.isTrayOn ? shellText.nav.noTray : shellText.nav.trayOff}</p>
      ) : null}
      <HelpMenu {...help} />
      <NotificationsButton />
      <ThemeMenu />
    </aside>
  );
}
