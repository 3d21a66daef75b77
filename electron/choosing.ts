// The settings of the app as the page asks for and changes them: each change is kept, and takes effect at once.
import { AppError } from '../shared/errors.ts';
import type { AppSettings, AppSettingsState } from '../shared/model/app-settings.ts';
import type { DesktopSettings } from './handlers.ts';

/** What it needs. */
export interface ChoosingOptions {
  readonly places: AppSettingsState['places'];
  /** Keeps them in the file. */
  readonly keep: (part: Partial<Pick<AppSettings, 'clock' | 'isTrayOn'>>) => void;
  readonly switchTray: (isOn: boolean) => void;
  /** What the system does at login; null where it cannot be told what to do. */
  readonly login: { read(): boolean | null; write(isOn: boolean): void };
}

/** The settings of this desktop. */
export function choosing({ places, keep, switchTray, login }: ChoosingOptions): DesktopSettings {
  return {
    state: () => ({ startsAtLogin: login.read(), places }),
    change: ({ startsAtLogin, clock, isTrayOn }) => {
      if (startsAtLogin !== undefined) setLogin(login, startsAtLogin);
      keep({ ...(clock === undefined ? {} : { clock }), ...(isTrayOn === undefined ? {} : { isTrayOn }) });
      if (isTrayOn !== undefined) switchTray(isTrayOn);
    },
  };
}

function setLogin(login: ChoosingOptions['login'], isOn: boolean): void {
  try {
    login.write(isOn);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new AppError('unsupported', `The desktop’s list of what starts at login cannot be written (${code}).`, {
      cause: error,
    });
  }
}
