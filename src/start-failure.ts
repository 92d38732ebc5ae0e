import { type Config, formatProblems } from './config.ts';
import { AccessFileError } from './server/access/access-file-error.ts';
import { DataDirectoryError, StoreInUseError, StoreTooNewError } from './store/store-errors.ts';

/** Why the gateway does not start. */
export interface StartFailure {
  /** One line for the operator; a stack would tell nothing more. */
  readonly message: string;
  /** Something has to be set, or put in its place, before another start can do better. */
  readonly isConfiguration: boolean;
}

type ListenConfig = Pick<Config, 'host' | 'port' | 'metricsPort'>;

/** Puts into words why the gateway cannot use its store, or cannot listen. */
export function describeStartFailure(error: unknown, config: ListenConfig): StartFailure {
  if (error instanceof AccessFileError) {
    return { message: formatProblems(error.problems), isConfiguration: true };
  }
  const settled = [StoreInUseError, StoreTooNewError, DataDirectoryError].some(kind => error instanceof kind);
  if (settled && error instanceof Error) {
    return { message: `${error.message}\n`, isConfiguration: true };
  }
  return { message: `${listenFailure(error, config)}\n`, isConfiguration: false };
}

function listenFailure(error: unknown, { host, port: mainPort, metricsPort }: ListenConfig): string {
  const isOfMetrics =
    error instanceof Error && 'port' in error && error.port === metricsPort && metricsPort !== mainPort;
  const [variable, port] = isOfMetrics ? ['METRICS_PORT', metricsPort] : ['PORT', mainPort];
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const reasons = new Map([
    ['EADDRINUSE', `Port ${port} on ${host} is taken. Set ${variable} to another one, or to 0 for any that is free.`],
    ['EACCES', `This user may not listen on port ${port}. Set ${variable} to one above 1023.`],
    ['EADDRNOTAVAIL', `This machine has no address ${host}. Set HOST to one that it has.`],
    ['ENOTFOUND', `There is no host named ${host}. Set HOST to an address of this machine.`],
  ]);
  return reasons.get(code) ?? `The gateway cannot start: ${code}.`;
}
