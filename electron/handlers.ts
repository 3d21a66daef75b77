// The handler of each call of the contract: one line to the session, or to this desktop.
import type { AppInfo, Theme } from '../shared/ipc/contract.ts';
import type { Handlers } from '../shared/ipc/types.ts';
import type { About } from '../shared/model/about.ts';
import type { AppSettingsChange, AppSettingsState } from '../shared/model/app-settings.ts';
import type { DeepLink } from '../shared/model/deep-link.ts';
import type { NotificationSettings, NotificationState } from '../shared/model/desktop-notification.ts';
import type { Mishap, PageError } from '../shared/model/mishap.ts';
import type { PictureArea } from '../shared/model/window-picture.ts';
import { savedName } from './saved-name.ts';
import { applyConfirmed } from './session/apply-confirmed.ts';
import type { ChosenFolders } from './session/chosen-folders.ts';
import type { ChosenKubeconfigs } from './session/chosen-kubeconfigs.ts';
import type { Clusters } from './session/clusters.ts';
import { diagnosticsOf } from './session/diagnostics.ts';
import { reportOnMachine } from './session/machine-report.ts';
import { putSecretConfirmed } from './session/put-secret-confirmed.ts';
import type { Question } from './session/question.ts';
import { runConfirmed } from './session/run-confirmed.ts';
import { changeList } from './stack/receivers/change-list.ts';
import { readList } from './stack/receivers/read-list.ts';
import { SupportBundles } from './support-bundles.ts';

/** What handlers do on this desktop rather than in a cluster; Electron's side of it is in `desktop/`. */
export interface Desktop {
  info(): AppInfo | Promise<AppInfo>;
  setTheme(theme: Theme): void;
  readonly settings: DesktopSettings;
  /** What the app is made of, but for the stack. */
  about(): Omit<About, 'stacks'>;
  /** The licence of a bundled package; null where there is none. */
  licenseOf(name: string, version: string): string | null;
  /** Remembers the chosen cluster for the next start. */
  rememberSelected(id: string): void;
  /** Opens a local address in the system's browser; it may be a login, so that nothing else may see it. */
  openInBrowser(url: string): Promise<void>;
  /** Asks a person for a folder by the system's dialog; null when none was chosen. */
  chooseFolder(): Promise<string | null>;
  /** The same for a file that is to be read. */
  chooseFile(): Promise<string | null>;
  /** Asks a person where a file of that name goes, and writes it there for its owner alone; its path, or null. */
  saveFile(name: string, content: Uint8Array): Promise<string | null>;
  /** A PNG of a part of the window as it is now. Throws `AppError` where there is none. */
  pictureOf(area: PictureArea): Promise<Uint8Array>;
  /** Shows a file in the system's file manager. */
  showInFolder(path: string): void;
  copy(text: string): void;
  /** The link that waits to be followed, and then waits no more. */
  takeLink(): DeepLink | null;
  /** Asks a person outside of the page about what deletes data, grants rights or runs commands; whether it may go on. */
  confirm(question: Question): Promise<boolean>;
  /** Where the log is. */
  readonly logFile: string;
  /** What went wrong in the app and was not read yet. */
  mishaps(): Mishap[];
  dismissMishap(id: string): void;
  /** Writes down what went wrong in the page. */
  reportError(error: PageError): void;
  readonly notifications: DesktopNotifications;
}

/** What handlers ask of the settings of the app. */
export interface DesktopSettings {
  state(): AppSettingsState;
  /** Throws `AppError` where the system refuses. */
  change(change: AppSettingsChange): void;
}

/** What a person has chosen on this machine is remembered there. */
export interface ChosenPlaces {
  readonly folders: Pick<ChosenFolders, 'add'>;
  readonly kubeconfigs: Pick<ChosenKubeconfigs, 'add'>;
}

/** What handlers ask of this desktop's notifications. */
export interface DesktopNotifications {
  state(): NotificationState;
  set(settings: NotificationSettings): void;
  /** Shows one that says that it is a test. Throws `AppError` `unsupported` where this desktop shows none. */
  test(): Promise<void>;
}

/** The demo cluster's name, for questions. */
const DEMO = 'Demo cluster';

/** Binds the contract to the chosen cluster and this desktop. */
export function makeHandlers(clusters: Clusters, desktop: Desktop, { folders, kubeconfigs }: ChosenPlaces): Handlers {
  const subject = async () => {
    const { version } = await desktop.info();
    const { status, sessionOrNull: session } = clusters;
    return { version, status, session, logFile: desktop.logFile };
  };
  const bundles = new SupportBundles({ subject, desktop });
  return {
    'app.info': () => desktop.info(),
    'app.setTheme': ({ theme }) => desktop.setTheme(theme),

    'app.mishaps': () => desktop.mishaps(),
    'app.dismissMishap': ({ id }) => desktop.dismissMishap(id),
    'app.reportError': (error) => desktop.reportError(error),
    'app.copyDiagnostics': async (_input, signal) => desktop.copy(await diagnosticsOf(await subject(), signal)),
    'app.settings': () => desktop.settings.state(),
    'app.change': (change) => desktop.settings.change(change),
    'app.resetDemo': async () => {
      const isAgreed = await desktop.confirm({ about: 'demoReset', cluster: DEMO });
      if (isAgreed) await clusters.resetDemo();
      return isAgreed;
    },
    'app.about': async () => ({ ...desktop.about(), stacks: [...(await clusters.stackVersions())] }),
    'app.license': ({ name, version }) => desktop.licenseOf(name, version),

    'support.look': (_input, signal) => bundles.look(signal),
    'support.preview': ({ name }) => bundles.preview(name),
    'support.save': () => bundles.save(),
    'support.showFile': () => bundles.showFile(),

    'app.takeLink': () => desktop.takeLink(),

    'notifications.state': () => desktop.notifications.state(),
    'notifications.set': (settings) => desktop.notifications.set(settings),
    'notifications.test': () => desktop.notifications.test(),

    'clusters.list': () => clusters.list(),
    'clusters.addFile': async () => {
      const file = await desktop.chooseFile();
      if (file !== null) kubeconfigs.add(file);
      return file;
    },
    'clusters.probe': ({ id }, signal) => clusters.probe(id, signal),
    'clusters.select': async ({ id }) => {
      const status = await clusters.select(id);
      desktop.rememberSelected(id);
      return status;
    },
    'clusters.status': () => clusters.status,

    'overview.get': () => clusters.sessionOrNull?.watch.current.overview ?? null,
    'overview.verdict': () => clusters.verdict,

    'alerts.list': (_input, signal) => clusters.session.alerts.list(signal),
    'alerts.history': (_input, signal) => clusters.session.alertPast.history(signal),
    'alerts.threshold': ({ fingerprint }, signal) => clusters.session.alertPast.threshold(fingerprint, signal),

    'alerts.values': (_input, signal) => clusters.session.alertPast.values(signal),

    'silences.list': (_input, signal) => clusters.session.silences.list(signal),
    'silences.create': (request, signal) => clusters.session.silences.create(request, signal),
    'silences.expire': ({ id }, signal) => clusters.session.silences.expire(id, signal),
    'silences.restore': ({ id }, signal) => clusters.session.silences.restore(id, signal),

    'receivers.list': ({ yaml }) => readList(yaml),
    'receivers.change': ({ yaml, change }) => ({ yaml: changeList(yaml, change) }),
    'receivers.secretKeys': (_input, signal) => clusters.session.receivers.secretKeys(signal),
    'receivers.putSecret': (secret, signal) =>
      putSecretConfirmed(clusters, secret, (question) => desktop.confirm(question), signal),
    'receivers.test': (test, signal) => clusters.session.receivers.test(test, signal),

    'stack.status': (_input, signal) => clusters.session.stackStatus(signal),
    'stack.plan': (request, signal) => clusters.session.plan(request, signal),
    'stack.chooseFolder': async () => {
      const folder = await desktop.chooseFolder();
      if (folder !== null) folders.add(folder);
      return folder;
    },
    'stack.offer': () => clusters.stackOffer(),
    'stack.choices': (_input, signal) => clusters.session.choices(signal),
    'stack.releaseNotes': ({ version }) => clusters.session.releaseNotes(version),
    'stack.history': (_input, signal) => clusters.session.stack.history(signal),
    'stack.manifest': ({ revision }, signal) => clusters.session.stack.manifest(revision, signal),
    'stack.revision': ({ revision }, signal) => clusters.session.stack.revision(revision, signal),
    'stack.drift': (_input, signal) => clusters.session.stack.drift(signal),
    'releases.list': (_input, signal) => clusters.session.releases(signal),
    // The operation outlives the call: a page that reloads finds it by `stack.operation`.
    'stack.apply': ({ hash }) => applyConfirmed(clusters, hash, (question) => desktop.confirm(question)),
    'stack.cancel': ({ id }) => clusters.session.operations.cancel(id),
    'stack.operation': () => clusters.sessionOrNull?.operations.current ?? null,

    'gpus.processes': (_input, signal) => clusters.session.gpuProcesses(signal),
    'gpus.holders': (input, signal) => clusters.session.gpuHolders(input, signal),
    'gpus.xids': (input, signal) => clusters.session.gpuXids(input, signal),
    'charts.save': async ({ area, title }) =>
      desktop.saveFile(savedName(title, new Date(), 'png'), await desktop.pictureOf(area)),
    'metrics.range': (input, signal) => clusters.session.metrics(input, signal),

    'explore.query': ({ expression }, signal) => clusters.session.explore.query(expression, signal),
    'explore.range': ({ expression, rangeSeconds }, signal) =>
      clusters.session.explore.range(expression, rangeSeconds, signal),
    'explore.metrics': (_input, signal) => clusters.session.explore.metrics(signal),
    'explore.labels': ({ selector }, signal) => clusters.session.explore.labels(selector, signal),
    'explore.values': ({ label, selector }, signal) => clusters.session.explore.values(label, selector, signal),

    'logs.past': (request, signal) => clusters.session.logPast.page(request, signal),

    'streams.open': ({ id, request }, signal) => {
      // A page that has gone meanwhile has nothing to close.
      signal.throwIfAborted();
      clusters.session.streams.open(id, request);
    },
    'streams.send': ({ id, input }) => clusters.session.streams.send(id, input),
    'streams.close': ({ id }) => clusters.sessionOrNull?.streams.close(id),

    'objects.preview': (action, signal) => clusters.session.actions.preview(action, signal),
    'objects.run': ({ hash }, signal) => runConfirmed(clusters, hash, (question) => desktop.confirm(question), signal),
    'usage.now': (_input, signal) => clusters.session.usage.now(signal),
    'usage.history': (input, signal) => clusters.session.usage.history(input, signal),
    'usage.tiles': (_input, signal) => clusters.session.usage.tiles(signal),
    'usage.growth': (_input, signal) => clusters.session.usage.growth(signal),
    'recent.list': (_input, signal) => clusters.session.recent.list(signal),

    'host.check': () => reportOnMachine(),

    'doctor.look': (_input, signal) => clusters.session.doctor(signal),

    'forwards.list': () => [...(clusters.sessionOrNull?.forwards.list() ?? [])],
    'forwards.open': async ({ target, dashboard, rangeSeconds }, signal) => {
      const range = rangeSeconds === undefined ? {} : { rangeSeconds };
      const options = dashboard === undefined ? {} : { dashboard, ...range };
      const { forward, address } = await clusters.session.forwards.visit(target, signal, options);
      await desktop.openInBrowser(address);
      return forward;
    },

    'forwards.kept': () => [...(clusters.sessionOrNull?.keptForwards.list() ?? [])],
    'forwards.ports': (object, signal) => clusters.session.keptForwards.declaredPorts(object, signal),
    'forwards.start': (request, signal) => clusters.session.keptForwards.start(request, signal),
    'forwards.stop': ({ id }) => clusters.session.keptForwards.stop(id),
    'forwards.visit': ({ id }) => desktop.openInBrowser(clusters.session.keptForwards.urlOf(id)),

    'grafana.showPassword': (_input, signal) => clusters.session.grafanaCredentials(signal),
    'grafana.copyPassword': async (_input, signal) => {
      desktop.copy((await clusters.session.grafanaCredentials(signal)).password);
    },
  };
}
