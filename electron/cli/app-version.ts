// ODIN's version, read from package.json when it is built.
import packageJson from '../../package.json' with { type: 'json' };

/** Such as `0.1.0`. */
export const APP_VERSION: string = packageJson.version;
