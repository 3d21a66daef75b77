// The settings of the stack: as a form, or, where a form would show what is not so, where else to read them.
import { settingsText } from '../../text/settings.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SettingsView, type SettingsViewProps } from './SettingsView.tsx';
import { isUnderstood } from './settings/chosen-settings.ts';

export function StackSettings(props: SettingsViewProps) {
  const { installed, release, namespace, settings } = props.status;
  const { ofHelm, notUnderstood } = settingsText;
  if (installed?.owner === 'helm') {
    const command = `helm get values ${release} --namespace ${namespace}`;
    return <Notice tone="none" title={ofHelm.title(release)} reason={ofHelm.reason} remedy={command} />;
  }
  if (!isUnderstood(settings)) {
    return <Notice tone="warn" title={notUnderstood.title} reason={notUnderstood.reason} remedy="odin settings" />;
  }
  return <SettingsView {...props} />;
}
