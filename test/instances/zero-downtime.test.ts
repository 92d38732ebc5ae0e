import { expect, test } from 'vitest';
import { arrivals } from '../crash/crash-world.ts';
import { startRoundRobinProxy } from '../support/round-robin-proxy.ts';
import { createWorld, type Instance, makeDatabase, patience, until } from './instances-world.ts';
import { rowsPerFile, startTraffic } from './traffic.ts';

const answersWanted = 40;

test(
  'two instances are replaced one after the other under traffic, and nothing fails, is lost or is sent twice',
  patience,
  async () => {
    const world = await createWorld(await makeDatabase());
    // So that POSTs are out at any time.
    world.sandbox.setFaults([{ match: { path: 'import' }, times: 'always', action: { kind: 'delay', delayMs: 100 } }]);
    const proxy = await startRoundRobinProxy();
    const startIn = async (place: number, env = {}): Promise<Instance> => {
      const instance = await world.start(env);
      proxy.setInstance(place, instance.address);
      return instance;
    };

    const old = await Promise.all([startIn(0), startIn(1, { SHUTDOWN_DELAY_MS: '3000' })]);
    await until(async () => (await fetch(`${proxy.url}/ready`)).ok);
    const traffic = startTraffic(proxy.url);
    for (const [place, instance] of old.entries()) {
      await Promise.all(old.slice(place).map(({ address }) => traffic.servedBy(address, answersWanted)));
      instance.signal('SIGTERM');
      expect(await instance.exitCode()).toBe(0);
      await traffic.servedBy((await startIn(place)).address, answersWanted);
    }
    await traffic.stop();

    const reasons = Map.groupBy(traffic.repeated, ({ what, why }) => `${what.split('(')[0]}: ${why}`);
    console.info(
      `${traffic.clickIds.length} rows. Repeated:`,
      Object.fromEntries(Array.from(reasons, ([reason, all]) => [reason, all.length])),
    );
    // Nothing but what was on its way to the instance that was just told to stop; of the other the proxy knew in time.
    const [first] = old;
    expect(traffic.repeated.filter(({ instance }) => instance !== first?.address)).toEqual([]);
    expect(old.flatMap(({ lines }) => lines()).filter(({ level }) => level === 'error')).toEqual([]);
    expect(
      traffic.bulkImports.filter(({ state, rows }) => state !== 'COMPLETED' || rows['imported'] !== rowsPerFile),
    ).toEqual([]);
    const arrived = arrivals(world.sandbox);
    expect(traffic.clickIds.filter(clickId => arrived.get(clickId) !== 1)).toEqual([]);
    expect(arrived.size).toBe(traffic.clickIds.length);
  },
);
