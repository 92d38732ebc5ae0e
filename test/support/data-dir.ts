import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory for a gateway's data, gone when the test ends. */
export function makeDataDir(): string {
  const path = mkdtempSync(join(tmpdir(), 'gateway-data-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
