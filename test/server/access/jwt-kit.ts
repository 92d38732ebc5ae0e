import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { onTestFinished } from 'vitest';
import { type AuthOptions, createAuthenticator, type Identity } from '../../../src/server/access/authenticator.ts';
import { makeDataDir } from '../../support/data-dir.ts';
import { createManualRepeat } from './manual-repeat.ts';
import { authOptions, recordReports } from './recorded-reports.ts';
import { audience, issuer, nowSeconds } from './token-issuer.ts';

/** Starts an authenticator for JWTs with the issuer's keys in a file. */
export async function startWithKeys(keys: readonly JWK[] | string, options: Partial<AuthOptions> = {}) {
  const path = join(makeDataDir(), 'jwks.json');
  const write = (next: readonly JWK[] | string) =>
    writeFileSync(path, typeof next === 'string' ? next : JSON.stringify({ keys: next }));
  write(keys);
  const manual = createManualRepeat();
  let nowMs = nowSeconds * 1000;
  const started = await startJwt({ jwksFile: path, ...options }, { clock: () => nowMs, repeat: manual.repeat });
  const advance = (seconds: number) => {
    nowMs += seconds * 1000;
  };
  return { ...started, write, tick: manual.tick, advance };
}

/** Starts an authenticator for JWTs. */
export async function startJwt(options: Partial<AuthOptions>, parts: Parameters<typeof createAuthenticator>[2] = {}) {
  const { lines, reports } = recordReports();
  const authenticator = await createAuthenticator(
    authOptions({ mode: 'jwt', issuer, audience, ...options }),
    reports,
    parts,
  );
  if (authenticator === null) throw new Error('There must be an authenticator in jwt mode.');
  onTestFinished(authenticator.close);
  return {
    authenticator,
    lines,
    identify: async (token: string): Promise<Identity> => authenticator.identify(`Bearer ${token}`),
  };
}
