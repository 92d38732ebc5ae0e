import type { TestProject } from 'vitest/node';
import { type Behind, openDoor } from './open-door.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The way to the run's Chromium. */
    readonly browserDoor: string;
  }
}

/** Global setup: one Chromium for the whole run, started when the first test asks for it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const door = await openDoor('browser', startBrowser);
  provide('browserDoor', door.path);
  return door.close;
}

/** Loaded only where it is needed: runs without a browser do not pay for it. */
async function startBrowser(): Promise<Behind> {
  const { serveBrowser } = await import('./launch-browser.ts');
  const server = await serveBrowser();
  return { url: server.wsEndpoint(), close: () => server.close() };
}
