import type { Server } from 'node:http';

/**
 * Ends the connection of a caller who reads nothing of an answer that is waiting for him, for `timeoutMs` and up to twice
 * as long; one who reads slowly keeps it. Without it, his stream or download would be held for as long as he likes. What
 * waits is little, as streams and downloads are made no faster than they are read. Of a machine that has vanished while
 * less waits than the kernel holds, the kernel finds out: it gives up repeating after a quarter of an hour.
 */
export function cutOffStalledConnections(server: Server, timeoutMs: number): void {
  // Node counts as movement what comes, what is handed to the kernel, and every part of a write that it takes.
  server.timeout = timeoutMs;
  server.on('request', ({ socket }, response) => {
    // Whoever listens decides. Nothing waits for the caller while the answer is made, or while the file comes.
    response.on('timeout', () => {
      if (socket.writableLength > 0) socket.destroy();
    });
  });
}
