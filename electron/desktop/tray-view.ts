// The tray of a verdict: its icon, its words, its menu. Pure; `tray.ts` puts it on the screen.
import { assertNever } from '../../shared/assert-never.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import { visible } from '../../shared/visible.ts';

/** The files of assets/icons/tray: check in a circle, triangle, octagon, arc, dashed circle. */
export const TRAY_ICONS = ['healthy', 'degraded', 'failed', 'busy', 'unknown'] as const;
export type TrayIcon = (typeof TRAY_ICONS)[number];

/** What a person can ask for from the tray. */
export type TrayAction = 'openGrafana' | 'openPrometheus' | 'show' | 'quit';

/** A line of the menu: words to read, something to do, or a line between. */
export type TrayItem =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'action'; readonly text: string; readonly action: TrayAction; readonly isEnabled: boolean }
  | { readonly kind: 'separator' };

export interface TrayView {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly menu: readonly TrayItem[];
}

/** Menus have no line breaks: a longer reason would make them as wide as the screen. The tooltip has more of it. */
const MENU_CHARACTERS = 90;
/** Of one sentence. */
const TOOLTIP_CHARACTERS = 400;

/** The tray of a verdict. */
export function trayView(verdict: Verdict): TrayView {
  const { sentence, reason, note } = verdict;
  const words = [sentence, reason, note].flatMap((text) => (text === undefined ? [] : [visible(text)]));
  const isReachable = verdict.level !== 'unreachable' && verdict.level !== 'notInstalled';
  return {
    icon: trayIcon(verdict.level),
    tooltip: `ODIN: ${words.map(bounded).join('\n')}`,
    menu: [
      ...words.map((text) => ({ kind: 'words', text: shorten(text) }) as const),
      { kind: 'separator' },
      { kind: 'action', text: 'Open Grafana', action: 'openGrafana', isEnabled: isReachable },
      { kind: 'action', text: 'Open Prometheus', action: 'openPrometheus', isEnabled: isReachable },
      { kind: 'separator' },
      { kind: 'action', text: 'Show ODIN Control Panel', action: 'show', isEnabled: true },
      { kind: 'action', text: 'Quit', action: 'quit', isEnabled: true },
    ],
  };
}

function trayIcon(level: Verdict['level']): TrayIcon {
  switch (level) {
    case 'healthy':
    case 'degraded':
    case 'failed':
    case 'busy':
      return level;
    case 'unreachable':
      return 'failed';
    case 'unknown':
    case 'notInstalled':
      return 'unknown';
    default:
      return assertNever(level);
  }
}

/** KDE's panel takes a tooltip for markup. */
function bounded(text: string): string {
  const plain = text.replaceAll('<', '‹').replaceAll('>', '›');
  return plain.length <= TOOLTIP_CHARACTERS ? plain : `${plain.slice(0, TOOLTIP_CHARACTERS)}…`;
}

/** Cuts between words. */
function shorten(text: string): string {
  if (text.length <= MENU_CHARACTERS) return text;
  const cut = text.slice(0, MENU_CHARACTERS);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MENU_CHARACTERS / 2)).trimEnd()}…`;
}
