// The demo cluster's Grafana: its health, its login page, and who somebody is by a signed login. It draws nothing.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { JsonObject } from '../store/json.ts';
import type { Store } from '../store/store.ts';
import { type GrafanaUser, userOfJwt } from './jwt.ts';
import { jwtSettingsOf } from './settings.ts';

const VERSION = '13.2.3';

/** What a pod's Grafana answers. */
export function createGrafanaServer(store: Store, pod: JsonObject): Server {
  return createServer((request, response) => {
    const say = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
    };
    const show = (text: string) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' }).end(pageWith(text));
    };
    const user = userOf(store, pod, request);
    const path = new URL(request.url ?? '/', 'http://grafana').pathname;
    if (path.startsWith('/d/') && user !== undefined) {
      return show(`You are logged in as ${user.login}. On a real cluster the dashboard is here.`);
    }
    switch (path) {
      case '/api/health':
        return say(200, { database: 'ok', version: VERSION, commit: 'demo' });
      case '/api/user':
        return user === undefined ? say(401, { message: 'Unauthorized' }) : say(200, user);
      case '/':
        if (user !== undefined)
          return show(`You are logged in as ${user.login}. On a real cluster its dashboards are here.`);
        return response.writeHead(302, { location: '/login' }).end();
      case '/login':
        return show('On a real cluster its login page is here.');
      default:
        return say(404, { message: 'Not found' });
    }
  });
}

function userOf(store: Store, pod: JsonObject, { headers }: IncomingMessage): GrafanaUser | undefined {
  try {
    const settings = jwtSettingsOf(store, pod);
    if (settings === undefined) return undefined;
    return userOfJwt(String(headers[settings.headerName] ?? ''), settings, Date.now() / 1000);
  } catch {
    return undefined; // settings with which the real one would not start
  }
}

function pageWith(text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Demo Grafana</title><body style="font:16px system-ui;margin:4rem auto;max-width:40rem"><h1>This is the demo cluster's Grafana</h1><p>The way that led you here is real; Grafana itself is not part of the demo. ${text}</p></body></html>`;
}
