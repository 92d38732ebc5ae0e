import { authorizedFetch } from './console-session.ts';

/** Fetches a file with the header that a link cannot carry, and has the browser save it. Throws with the gateway's own sentence. */
export async function download(path: string, fileName: string): Promise<void> {
  const response = await authorizedFetch(path);
  if (!response.ok) throw new Error(await problemOf(response));
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has begun to read it by then, and keeps it for as long as it does.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function problemOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? body.detail : null;
  return typeof detail === 'string' ? detail : `The download failed with status ${response.status}.`;
}
