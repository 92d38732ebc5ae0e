import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What runs behind a door. */
export interface Behind {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A socket file: who connects to it is told the address of what runs behind it. */
export interface Door {
  readonly path: string;
  readonly close: () => Promise<void>;
}

/** Opens one; what is behind it is started when somebody asks for it first. */
export async function openDoor(name: string, start: () => Promise<Behind>): Promise<Door> {
  const home = await mkdtemp(join(tmpdir(), `${name}-door-`));
  const path = join(home, 'door');
  let behind: Promise<Behind> | null = null;
  const listener = createServer(socket => {
    socket.on('error', () => {});
    behind ??= start();
    behind.then(
      ({ url }) => socket.end(url),
      error => socket.end(String(error)),
    );
  }).listen(path);
  await once(listener, 'listening');
  return {
    path,
    async close() {
      listener.close();
      await rm(home, { recursive: true, force: true });
      await (await behind?.catch(() => null))?.close();
    },
  };
}

/** Resolves with the address of what is behind a door, or rejects with the reason why it could not be started. */
export async function askAtDoor(path: string, protocol: string): Promise<string> {
  const answer = await text(connect(path));
  if (!answer.startsWith(`${protocol}://`)) throw new Error(`Nothing runs behind ${path}: ${answer}`);
  return answer;
}
