import type { CDPSession, Page } from 'playwright-core';

/** What a page costs its browser while somebody looks at it. */
export interface PageWatch {
  /** The longest task of the main thread since the last call, in milliseconds; 0: none was longer than 50. */
  readonly takeLongestTaskMs: () => Promise<number>;
  /** The largest heaps that were seen, buffers included, in bytes. */
  readonly mostBytes: { page: number; worker: number };
  readonly stop: () => void;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

const everyMs = 250;

/** To be run before the page's own scripts: the browser tells of tasks that take longer than 50 ms. */
export const taskObserver = `globalThis.longTasks = [];
new PerformanceObserver(list => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: 'longtask', buffered: true });`;

/** Watches a page and its worker until it is told to stop. */
export async function watchPage(page: Page): Promise<PageWatch> {
  const session = await page.context().newCDPSession(page);
  const mostBytes = { page: 0, worker: 0 };
  const askWorker = await attachToWorkers(session, usage => {
    mostBytes.worker = Math.max(mostBytes.worker, sizeOf(usage));
  });
  const look = async (): Promise<void> => {
    mostBytes.page = Math.max(mostBytes.page, sizeOf(await session.send('Runtime.getHeapUsage')));
    await askWorker();
  };
  const timer = setInterval(() => void look().catch(() => {}), everyMs);
  return {
    takeLongestTaskMs: () => page.evaluate<number>('Math.max(0, ...longTasks.splice(0))'),
    mostBytes,
    stop: () => clearInterval(timer),
  };
}

const sizeOf = ({ usedSize, backingStorageSize = 0 }: HeapUsage): number => usedSize + backingStorageSize;

/** A worker is a target of its own, whose session Playwright does not hand out. */
async function attachToWorkers(session: CDPSession, onUsage: (usage: HeapUsage) => void): Promise<() => Promise<void>> {
  let workerId: string | null = null;
  session.on('Target.attachedToTarget', ({ sessionId }) => void (workerId = sessionId));
  session.on('Target.detachedFromTarget', () => void (workerId = null));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { result }: { result?: HeapUsage } = JSON.parse(message);
    if (result) onUsage(result);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return async () => {
    if (workerId === null) return;
    const message = JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' });
    await session.send('Target.sendMessageToTarget', { sessionId: workerId, message });
  };
}
