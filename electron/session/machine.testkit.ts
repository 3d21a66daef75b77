// For tests: a machine on which the app was started in a terminal, and sees one kubeconfig.

export function machineWith(kubeconfig: string, platform: NodeJS.Platform = process.platform) {
  return {
    environment: { ...process.env, KUBECONFIG: kubeconfig },
    platform,
    startedAs: 'app',
    isInteractive: false,
    isInTerminal: true,
  } as const;
}
