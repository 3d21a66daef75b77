// A browser and nothing else: the app of a second Electron, whose windows the tests open. It stands in for the system's browser,
// which is a process of its own: the windows of ODIN's process are led nowhere but to its page.
import { app, BrowserWindow } from 'electron';

app.on('window-all-closed', () => {});
// Playwright takes an app for started once it has a page.
app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank'));
