// The page as a whole: theme, query cache fed by events, notifications, shell.
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { setClock } from './format/clock.ts';
import { startLive } from './ipc/live.ts';
import { createQueryClient, useAppInfo } from './ipc/queries.ts';
import { ErrorBoundary } from './shell/ErrorBoundary.tsx';
import { Shell } from './shell/Shell.tsx';
import { styleNonce } from './style-nonce.ts';
import { cssVariablesResolver, theme } from './theme.ts';

export function App() {
  const [queryClient] = useState(createQueryClient);
  useEffect(() => startLive(queryClient), [queryClient]);
  return (
    <QueryClientProvider client={queryClient}>
      <ThemedShell />
    </QueryClientProvider>
  );
}

function ThemedShell() {
  const info = useAppInfo().data;
  const chosen = info?.theme ?? 'system';
  // Before anything below is drawn: it is drawn again whenever this changes.
  setClock(info?.clock ?? 'locale');
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={forgetful}
      getStyleNonce={() => styleNonce}
      {...(chosen === 'system' ? {} : { forceColorScheme: chosen })}
    >
      <Notifications position="bottom-right" limit={3} autoClose={8_000} />
      <ErrorBoundary>
        <Shell />
      </ErrorBoundary>
    </MantineProvider>
  );
}

/** The main process keeps the theme; a second memory in the browser's storage would only disagree. */
const forgetful = {
  get: () => 'auto' as const,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};
