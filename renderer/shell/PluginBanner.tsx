// Above every page, the credential plugin that the cluster waits for, with what it says: it may want something of a person.
import { useClusterStatus } from '../ipc/queries.ts';
import { shellText } from '../text/shell.ts';
import { Banner } from '../ui/Banner.tsx';
import css from './PluginBanner.module.css';

export function PluginBanner() {
  const status = useClusterStatus().data;
  if (status === undefined || status.state === 'none' || status.plugin === undefined) return null;
  const { command, said } = status.plugin;
  return (
    <Banner tone="busy">
      {shellText.plugin.waiting(command)} {said.length === 0 ? shellText.plugin.silent : shellText.plugin.says}
      {said.length === 0 ? null : <pre className={css.said}>{said.join('\n')}</pre>}
    </Banner>
  );
}
