import packageJson from '../package.json' with { type: 'json' };

/** The gateway's own version. */
export const version: string = packageJson.version;
