// The page from Vite's development server, for `npm run dev`. A package holds none of this: its build leaves out what only a
// development build asks for (`import.meta.env.DEV`), and an app that is packaged refuses it once more.

/** Who serves the page's files while they are being changed. */
export interface DevServer {
  /** Where the page is told of changes. */
  readonly socket: string;
  /** The file at a path of the page, transformed; undefined where there is none. */
  read(url: URL): Promise<{ readonly body: Buffer; readonly contentType: string } | undefined>;
}

/** Only this machine's, and only by its address: no name that could lead elsewhere. */
const ADDRESS = /^http:\/\/127\.0\.0\.1:\d{1,5}$/;

/** The server that ODIN_DEV_SERVER names; undefined where there is none, and in a package. */
export function devServerOf(env: NodeJS.ProcessEnv, isPackaged: boolean): DevServer | undefined {
  const origin = env.ODIN_DEV_SERVER;
  if (isPackaged || origin === undefined || !ADDRESS.test(origin)) return undefined;
  return {
    socket: origin.replace('http', 'ws'),
    read: async ({ pathname, search }) => {
      const answer = await fetch(`${origin}${pathname}${search}`);
      const contentType = answer.headers.get('content-type');
      if (!answer.ok || contentType === null) return undefined;
      return { body: Buffer.from(await answer.arrayBuffer()), contentType };
    },
  };
}
