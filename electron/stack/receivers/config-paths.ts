// The places in Alertmanager's configuration of what the form knows, for each kind of receiver.
import type { ReceiverField, ReceiverKind, ReceiverSecret } from '../../../shared/model/receiver-kinds.ts';

/** A kind in Alertmanager's words. */
interface ConfigPaths {
  /** The key of its list in a receiver. */
  readonly list: string;
  readonly fields: Partial<Readonly<Record<ReceiverField, readonly string[]>>>;
  /** Of the file that a secret is in. */
  readonly secrets: Partial<Readonly<Record<ReceiverSecret, readonly string[]>>>;
  /** Of each at least one is needed; `global.` is what may be said for all receivers. */
  readonly needs: readonly {
    readonly fields: readonly ReceiverField[];
    readonly secrets: readonly ReceiverSecret[];
    readonly global: readonly string[];
  }[];
}

const need = (
  fields: readonly ReceiverField[],
  secrets: readonly ReceiverSecret[] = [],
  global: readonly string[] = [],
) => ({ fields, secrets, global });

const WEBHOOK: ConfigPaths = {
  list: 'webhook_configs',
  fields: { url: ['url'] },
  secrets: { url: ['url_file'], token: ['http_config', 'authorization', 'credentials_file'] },
  needs: [need(['url'], ['url'])],
};

export const CONFIG_PATHS: Readonly<Record<ReceiverKind, ConfigPaths>> = {
  email: {
    list: 'email_configs',
    fields: { to: ['to'], from: ['from'], smarthost: ['smarthost'], username: ['auth_username'] },
    secrets: { password: ['auth_password_file'] },
    needs: [need(['to']), need(['from'], [], ['smtp_from']), need(['smarthost'], [], ['smtp_smarthost'])],
  },
  ntfy: WEBHOOK,
  telegram: {
    list: 'telegram_configs',
    fields: { chatId: ['chat_id'] },
    secrets: { token: ['bot_token_file'] },
    needs: [need(['chatId']), need([], ['token'], ['telegram_bot_token_file'])],
  },
  slack: {
    list: 'slack_configs',
    fields: { channel: ['channel'] },
    secrets: { url: ['api_url_file'] },
    needs: [need([], ['url'], ['slack_api_url', 'slack_api_url_file', 'slack_app_token_file'])],
  },
  discord: {
    list: 'discord_configs',
    fields: {},
    secrets: { url: ['webhook_url_file'] },
    needs: [need([], ['url'])],
  },
  webhook: WEBHOOK,
};
