// Loaded into the gateway before anything else (`node --expose-gc --import`), with a channel to who started it: tells how
// much there is of everything. What the gateway runs is what it always runs.
import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

/** Twice, as what the first collection finalizes may hold more. */
async function collect() {
  globalThis.gc();
  await nextTurn();
  globalThis.gc();
}

function countFiles() {
  try {
    return readdirSync('/proc/self/fd').length - 1; // The directory itself is one while it is read.
  } catch {
    return null;
  }
}

function countResources() {
  const counts = {};
  for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

async function sendSample(id) {
  const lagMs = delay.percentile(99) / 1e6;
  const resources = countResources();
  await collect();
  // The collections are not the gateway's own doing.
  delay.reset();
  const { heapUsed, rss, external, arrayBuffers } = process.memoryUsage();
  const sample = { heapUsed, rss, external, arrayBuffers, lagMs, files: countFiles(), resources };
  process.send({ id, sample }, () => {});
}

process.on('message', id => void sendSample(id));
process.channel.unref();
