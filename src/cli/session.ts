import { DEFAULT_URL } from './command-line.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { GatewayConnection } from './gateway-connection.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface Session {
  readonly url: string;
  readonly connection: GatewayConnection;
  readonly client: GatewayClient;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Another command of this program, as it has to be typed to reach the same gateway. */
export const commandFor = ({ url }: Pick<Session, 'url'>, words: string): string =>
  `npx . ${words}${url === DEFAULT_URL ? '' : ` --url ${url}`}`;
