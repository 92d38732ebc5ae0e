import { saveFile } from '../ui/save-file.ts';
import { authorizedFetch } from './console-session.ts';

/** Fetches a file with the header that a link cannot carry, and has the browser save it. Throws with the gateway's own sentence. */
export async function download(path: string, fileName: string): Promise<void> {
  const response = await authorizedFetch(path);
  if (!response.ok) throw new Error(await problemOf(response));
  saveFile(await response.blob(), fileName);
}

async function problemOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? body.detail : null;
  return typeof detail === 'string' ? detail : `The download failed with status ${response.status}.`;
}
