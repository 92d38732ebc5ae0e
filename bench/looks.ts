import { request } from 'undici';
import type { ServerProcess } from './server-process.ts';

/** How often a mock of Trackier was asked for jobs so far. */
export async function readLooks(upstream: ServerProcess): Promise<number> {
  return Number(await (await request(`${upstream.url}/looks`)).body.text());
}
