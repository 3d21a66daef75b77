// The page's only door to the main process. It forwards; the main side checks.
import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, CHANNELS } from '../shared/ipc/types.ts';

const listeners = new Map<string, Set<(payload: unknown) => void>>();
ipcRenderer.on(CHANNELS.event, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

const bridge: Bridge = {
  call: (name, input, id) => ipcRenderer.invoke(CHANNELS.call, name, input, id),
  cancel: (id) => ipcRenderer.send(CHANNELS.cancel, id),
  on: (name, listener) => {
    const those = listeners.get(name) ?? new Set();
    listeners.set(name, those.add(listener));
    return () => those.delete(listener);
  },
};

contextBridge.exposeInMainWorld('odin', bridge);
