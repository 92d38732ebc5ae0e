import type * as Crypto from 'node:crypto';
import { createHash, timingSafeEqual } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createTokenAuthenticator } from '../../../src/server/access/token-authenticator.ts';
import { makeDataDir } from '../../support/data-dir.ts';
import { recordReports } from './recorded-reports.ts';

vi.mock('node:crypto', async importOriginal => {
  const actual = await importOriginal<typeof Crypto>();
  return { ...actual, timingSafeEqual: vi.fn<typeof timingSafeEqual>(actual.timingSafeEqual) };
});

test('a token is compared with every hash in constant time, wherever it stands', async () => {
  const tokens = ['first', 'second', 'third'].map(name => ({
    name,
    sha256: createHash('sha256').update(name).digest('hex'),
    tenant: 'default',
    scopes: ['IMPORT_READ'],
  }));
  const path = join(makeDataDir(), 'tokens.json');
  writeFileSync(path, JSON.stringify(tokens));
  const { identify, close } = await createTokenAuthenticator({ tokensFile: path }, recordReports().reports);
  onTestFinished(close);
  const comparisons = ['first', 'third', 'unknown'].map(token => {
    vi.mocked(timingSafeEqual).mockClear();
    try {
      void identify(`Bearer ${token}`);
    } catch {}
    return vi.mocked(timingSafeEqual).mock.calls.length;
  });
  expect(comparisons).toEqual([3, 3, 3]);
});
