import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { AccessFileError } from '../../../src/server/access/access-file-error.ts';
import { createWatchedFile, type WatchedFile } from '../../../src/server/access/watched-file.ts';
import { makeDataDir } from '../../support/data-dir.ts';
import { createManualRepeat } from './manual-repeat.ts';

interface Watch {
  readonly file: WatchedFile<string>;
  readonly path: string;
  readonly seen: string[];
  readonly parseCount: () => number;
  readonly tick: () => Promise<void>;
  readonly timers: () => number;
}

/** Watches a file whose content is good unless "bad" is in it. */
async function watch(path: string): Promise<Watch> {
  const seen: string[] = [];
  const manual = createManualRepeat();
  const parse = vi.fn<(text: string) => string>(text => {
    if (text.includes('bug')) throw new TypeError(text);
    if (text.includes('bad')) throw new AccessFileError(['is bad.', 'is really bad.']);
    return text.toUpperCase();
  });
  const file = await createWatchedFile({
    path,
    what: 'THE_FILE',
    parse,
    onChange: value => seen.push(value),
    onBroken: problems => seen.push(...problems),
    repeat: manual.repeat,
  });
  onTestFinished(file.close);
  return { file, path, seen, parseCount: () => parse.mock.calls.length, tick: manual.tick, timers: manual.count };
}

const longAgo = new Date('2026-01-01');

async function watchNew(content = 'one'): Promise<Watch> {
  const path = join(makeDataDir(), 'file');
  writeFileSync(path, content);
  utimesSync(path, longAgo, longAgo);
  return watch(path);
}

test('a watched file is read at the start, and not again while it stays as it is', async () => {
  const watched = await watchNew();
  expect(watched.file.current()).toBe('ONE');
  await watched.tick();
  expect(watched.parseCount()).toBe(1);
  await watched.file.reload();
  expect(watched.parseCount()).toBe(2);
  expect(watched.seen).toEqual([]);
});

test.each<[string, (path: string) => void]>([
  ['written over', path => writeFileSync(path, 'two')],
  [
    'replaced as editors do it',
    path => {
      writeFileSync(`${path}.tmp`, 'two');
      renameSync(`${path}.tmp`, path);
    },
  ],
  [
    'written over within the same size and time',
    path => {
      writeFileSync(path, 'two');
      utimesSync(path, longAgo, longAgo);
    },
  ],
])('a watched file that is %s is read again', async (_how, change) => {
  const { file, seen, tick, path } = await watchNew();
  change(path);
  await tick();
  expect(seen).toEqual(['TWO']);
  expect(file.current()).toBe('TWO');
});

test('a watched file in a directory that Kubernetes exchanges behind a link is read again', async () => {
  const dir = makeDataDir();
  for (const [version, content] of Object.entries({ '..v1': 'one', '..v2': 'two' })) {
    mkdirSync(join(dir, version));
    writeFileSync(join(dir, version, 'file'), content);
  }
  symlinkSync('..v1', join(dir, '..data'));
  symlinkSync(join('..data', 'file'), join(dir, 'file'));
  const { file, seen, tick } = await watch(join(dir, 'file'));
  expect(file.current()).toBe('ONE');
  symlinkSync('..v2', join(dir, '..data_tmp'));
  renameSync(join(dir, '..data_tmp'), join(dir, '..data'));
  rmSync(join(dir, '..v1'), { recursive: true });
  await tick();
  expect(seen).toEqual(['TWO']);
});

test('a broken version of a watched file is told once, and the old one stays until there is a good one', async () => {
  const watched = await watchNew();
  const { file, seen, tick, path } = watched;
  writeFileSync(path, 'bad');
  await tick();
  expect(seen).toEqual(['THE_FILE is bad.', 'THE_FILE is really bad.']);
  expect(file.current()).toBe('ONE');
  await tick();
  writeFileSync(path, 'three');
  await tick();
  expect(seen.slice(2)).toEqual(['THREE']);
  expect(file.current()).toBe('THREE');
});

test('a watched file that is put back as it was before it broke is told to be good again', async () => {
  const { seen, tick, path } = await watchNew();
  writeFileSync(path, 'bad');
  await tick();
  expect(seen).toHaveLength(2);
  writeFileSync(path, 'one');
  await tick();
  expect(seen.slice(2)).toEqual(['ONE']);
});

test('a watched file that is missing for a moment is no problem, and one that stays away is told once', async () => {
  const watched = await watchNew();
  const { file, seen, tick, path } = watched;
  rmSync(path);
  await tick();
  expect(seen).toEqual([]);
  await tick();
  expect(seen).toEqual([`THE_FILE is ${path}, which cannot be read: there is no such file.`]);
  await tick();
  expect(seen).toHaveLength(1);
  expect(file.current()).toBe('ONE');
  writeFileSync(path, 'two');
  await tick();
  expect(seen.slice(1)).toEqual(['TWO']);
});

test('a reload reads a watched file at once and tells what is broken each time', async () => {
  const { file, seen, path } = await watchNew();
  writeFileSync(path, 'two');
  await file.reload();
  expect(seen).toEqual(['TWO']);
  rmSync(path);
  await file.reload();
  await file.reload();
  expect(seen.slice(1)).toEqual(
    Array.from({ length: 2 }, () => `THE_FILE is ${path}, which cannot be read: there is no such file.`),
  );
});

test('what a fault of the parser says of a watched file is not shown', async () => {
  const { file, seen, path } = await watchNew();
  writeFileSync(path, 'bug with a secret');
  await file.reload();
  expect(seen).toEqual(['THE_FILE cannot be understood.']);
});

test('a watched file that is closed is not looked at any more', async () => {
  const { file, seen, path, timers } = await watchNew();
  const reloading = file.reload();
  writeFileSync(path, 'two');
  file.close();
  await reloading;
  expect(timers()).toBe(0);
  expect(seen).toEqual([]);
});

test.each<[string, (path: string) => void, RegExp]>([
  ['is not there', () => {}, /^THE_FILE is .*file, which cannot be read: there is no such file\.$/],
  ['is a directory', path => mkdirSync(path), /^THE_FILE is .*file, which cannot be read: it is a directory\.$/],
  ['is broken', path => writeFileSync(path, 'bad'), /^THE_FILE is bad\.\nTHE_FILE is really bad\.$/],
  [
    'is huge',
    path => writeFileSync(path, 'x'.repeat(9_000_000)),
    /^THE_FILE is .*file, which is larger than 8388608 bytes\.$/,
  ],
])('a watched file that %s at the start is refused', async (_what, prepare, message) => {
  const path = join(makeDataDir(), 'file');
  prepare(path);
  const error = await watch(path).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AccessFileError);
  expect(error).toHaveProperty('message', expect.stringMatching(message));
});

test('the timer of a watched file does not keep the process alive', async () => {
  const path = join(makeDataDir(), 'file');
  writeFileSync(path, 'one');
  const intervals = vi.spyOn(globalThis, 'setInterval');
  onTestFinished(() => intervals.mockRestore());
  const file = await createWatchedFile({ path, what: 'X', parse: text => text, onChange() {}, onBroken() {} });
  onTestFinished(file.close);
  expect(intervals.mock.results.at(-1)?.value.hasRef()).toBe(false);
  expect(intervals.mock.calls.at(-1)?.[1]).toBe(2_000);
});
