// The pages of the window, a row each: sidebar, addresses, shortcuts and commands follow from it.
import {
  type Icon,
  IconBell,
  IconCpu,
  IconFileText,
  IconHome,
  IconPlugConnected,
  IconSettings,
  IconStack2,
  IconStethoscope,
  IconTerminal2,
} from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import { OverviewPage } from '../pages/overview/OverviewPage.tsx';
import { pagesText } from '../text/pages.ts';
import { FiringCount } from './FiringCount.tsx';

/** The ways out of a page that the shell opens for it; each page takes those that it needs. */
export interface Doors {
  readonly openOverview: () => void;
  readonly openStack: () => void;
  readonly openSettings: () => void;
  /** At one of the settings, by its path. */
  readonly openSetting: (key: string) => void;
  readonly openHistory: () => void;
  readonly openDrift: () => void;
  readonly openGpu: () => void;
  readonly openDoctor: () => void;
  /** At one of its tabs; at the first where none is named. */
  readonly openAlerts: (tab?: string) => void;
  /** With the form for a new one at `new`. */
  readonly openForwards: (place?: string) => void;
  readonly openGrafana: () => void;
  /** Opens Grafana at a dashboard, at the last so-many seconds where they are given. */
  readonly openDashboard: (uid: string, rangeSeconds?: number) => void;
  readonly openAbout: () => void;
  readonly openSupportBundle: () => void;
}

/** Where on a page a person is led to; the page knows its own places. */
export interface Place {
  readonly place?: string | undefined;
}

interface Row {
  /** Its folder in `renderer/pages`, and its address. */
  readonly name: string;
  readonly title: string;
  readonly icon: Icon;
  /** The key that leads to it together with Ctrl, or ⌘ on a Mac. */
  readonly shortcut: string;
  /** Lazy, but for the page of a first glance, which comes with the first load: the others bring charts and diffs along. */
  readonly Page: ComponentType<Doors & Place>;
  /** Stands at the right edge of its link. */
  readonly Count?: ComponentType;
  /** Stands at the foot of the sidebar, and is shown with no cluster too: it is about the app alone. */
  readonly isOfApp?: boolean;
}

const ROWS = [
  { name: 'overview', title: pagesText.overview, icon: IconHome, shortcut: '1', Page: OverviewPage },
  {
    name: 'gpu',
    title: pagesText.gpu,
    icon: IconCpu,
    shortcut: '2',
    Page: lazy(async () => ({ default: (await import('../pages/gpu/GpuPage.tsx')).GpuPage })),
  },
  {
    name: 'stack',
    title: pagesText.stack,
    icon: IconStack2,
    shortcut: '3',
    Page: lazy(async () => ({ default: (await import('../pages/stack/StackPage.tsx')).StackPage })),
  },
  {
    name: 'doctor',
    title: pagesText.doctor,
    icon: IconStethoscope,
    shortcut: '4',
    Page: lazy(async () => ({ default: (await import('../pages/doctor/DoctorPage.tsx')).DoctorPage })),
  },
  {
    name: 'alerts',
    title: pagesText.alerts,
    icon: IconBell,
    shortcut: '5',
    Page: lazy(async () => ({ default: (await import('../pages/alerts/AlertsPage.tsx')).AlertsPage })),
    Count: FiringCount,
  },
  {
    name: 'forwards',
    title: pagesText.forwards,
    icon: IconPlugConnected,
    shortcut: '6',
    Page: lazy(async () => ({ default: (await import('../pages/forwards/ForwardsPage.tsx')).ForwardsPage })),
  },
  {
    name: 'explore',
    title: pagesText.explore,
    icon: IconTerminal2,
    shortcut: '7',
    Page: lazy(async () => ({ default: (await import('../pages/explore/ExplorePage.tsx')).ExplorePage })),
  },
  {
    name: 'logs',
    title: pagesText.logs,
    icon: IconFileText,
    shortcut: '8',
    Page: lazy(async () => ({ default: (await import('../pages/logs/LogsPage.tsx')).LogsPage })),
  },
  {
    name: 'settings',
    title: pagesText.settings,
    icon: IconSettings,
    shortcut: ',',
    Page: lazy(async () => ({ default: (await import('../pages/settings/SettingsPage.tsx')).SettingsPage })),
    isOfApp: true,
  },
] as const satisfies readonly Row[];

export type PageName = (typeof ROWS)[number]['name'];
export type PageTitle = (typeof ROWS)[number]['title'];

export interface PageRow extends Row {
  readonly name: PageName;
}

/** In the order of the sidebar; the first is shown first. */
export const PAGES: readonly [PageRow, ...PageRow[]] = ROWS;
