import { open, rm } from 'node:fs/promises';
import type { GatewayConnection } from './gateway-connection.ts';

/** Downloads rejected rows to a new file beside the one they come from, and gives its path. */
export async function saveRejectedRows(
  connection: GatewayConnection,
  url: string,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const answer = await connection.send(url, { method: 'GET', headers: { accept: 'text/csv' }, signal });
  if (answer.statusCode !== 200) throw connection.failure(answer, await connection.text(answer, signal));
  const { handle, name } = await createNew(path);
  try {
    for await (const chunk of connection.bytes(answer, signal)) await handle.writeFile(chunk);
  } catch (error) {
    await handle.close();
    await rm(name);
    throw error;
  }
  await handle.close();
  return name;
}

/** Never a file that is there already: it may hold the rejected rows of another import. */
async function createNew(path: string) {
  for (let number = 1; ; number += 1) {
    const name = `${path}.rejected${number === 1 ? '' : `-${number}`}.csv`;
    try {
      return { handle: await open(name, 'wx'), name };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
