// The app itself: its settings, its versions and licences, its support bundle.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AppInfo } from '../../shared/ipc/contract.ts';
import type { Input } from '../../shared/ipc/types.ts';
import type { AppSettingsChange, AppSettingsState } from '../../shared/model/app-settings.ts';
import { call } from './client.ts';
import { APP_INFO_KEY } from './queries.ts';

const SETTINGS_KEY = ['app', 'settings'];

export const useAppSettings = () =>
  useQuery({ queryKey: SETTINGS_KEY, queryFn: ({ signal }) => call('app.settings', undefined, signal), staleTime: 0 });

/** Shown as chosen at once; as it is, when it could not be changed. */
export function useChangeApp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: AppSettingsChange) => call('app.change', change),
    onMutate: ({ startsAtLogin, clock, isTrayOn }) => {
      client.setQueryData<AppInfo>(
        APP_INFO_KEY,
        (info) => info && { ...info, clock: clock ?? info.clock, isTrayOn: isTrayOn ?? info.isTrayOn },
      );
      client.setQueryData<AppSettingsState>(
        SETTINGS_KEY,
        (state) => state && { ...state, startsAtLogin: startsAtLogin ?? state.startsAtLogin },
      );
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: APP_INFO_KEY }),
        client.invalidateQueries({ queryKey: SETTINGS_KEY }),
      ]),
  });
}

/** Whether a person agreed, and the demo cluster began anew. */
export const useResetDemo = () => useMutation({ mutationFn: () => call('app.resetDemo', undefined) });

export const useAbout = () =>
  useQuery({ queryKey: ['app', 'about'], queryFn: ({ signal }) => call('app.about', undefined, signal) });

export const useLicense = (name: string, version: string) =>
  useQuery({
    queryKey: ['app', 'license', name, version],
    queryFn: ({ signal }) => call('app.license', { name, version }, signal),
  });

/** Made anew each time it is looked at: what is shown is what the main process holds, and saves. */
export const useSupportBundle = () =>
  useQuery({
    queryKey: ['app', 'bundle'],
    queryFn: ({ signal }) => call('support.look', undefined, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useSupportPreview = (name: string) =>
  useQuery({
    queryKey: ['app', 'bundle', name],
    queryFn: ({ signal }) => call('support.preview', { name }, signal),
    gcTime: 0,
  });

export const useSaveSupportBundle = () => useMutation({ mutationFn: () => call('support.save', undefined) });
export const useShowSupportBundle = () => useMutation({ mutationFn: () => call('support.showFile', undefined) });

/** The path of the picture; null where no place was chosen. */
export const useSaveChart = () =>
  useMutation({ mutationFn: (input: Input<'charts.save'>) => call('charts.save', input) });
