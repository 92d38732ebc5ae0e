import type { AuthOptions, AuthReports } from '../../../src/server/access/authenticator.ts';

/** Reports that are kept as lines. */
export function recordReports(): { readonly lines: string[]; readonly reports: AuthReports } {
  const lines: string[] = [];
  return {
    lines,
    reports: {
      onReloaded: what => lines.push(`${what} reloaded`),
      onBrokenFile: (_what, problems) => lines.push(...problems),
      onWarning: sentence => lines.push(sentence),
      onKeysUnavailable: error => lines.push(error === null ? 'keys again' : 'no keys'),
    },
  };
}

/** A configuration's `auth` in which nothing is set but what the test sets. */
export function authOptions(options: Partial<AuthOptions>): AuthOptions {
  const nothing = { tokensFile: null, jwksUrl: null, jwksFile: null, issuer: null, audience: null };
  return { mode: 'none', tenantClaim: 'tenant', ...nothing, ...options };
}
