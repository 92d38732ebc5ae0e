import type { Config } from '../config.ts';

/** Why the gateway cannot listen, in one line for the operator; a stack would tell nothing more. */
export function listenFailure(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const reasons = new Map([
    ['EADDRINUSE', `Port ${port} on ${host} is taken. Set PORT to another one, or to 0 for any that is free.`],
    ['EACCES', `This user may not listen on port ${port}. Set PORT to one above 1023.`],
    ['EADDRNOTAVAIL', `This machine has no address ${host}. Set HOST to one that it has.`],
    ['ENOTFOUND', `There is no host named ${host}. Set HOST to an address of this machine.`],
  ]);
  return `${reasons.get(code) ?? `The gateway cannot listen on port ${port} of ${host}: ${code}.`}\n`;
}
