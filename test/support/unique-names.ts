import { beforeEach } from 'vitest';

const idsByName = new Map<string, string>();

/** A setup file: two tests of one file with the same name are one too few, or one too many. */
beforeEach(({ task }) => {
  const id = idsByName.get(task.fullTestName) ?? task.id;
  idsByName.set(task.fullTestName, id);
  if (id !== task.id) throw new Error(`There are two tests of this name: ${task.fullTestName}`);
});
