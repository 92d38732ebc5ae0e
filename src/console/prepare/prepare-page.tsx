import { useSyncExternalStore } from 'react';
import { Page } from '../ui/page.tsx';
import { DropZone } from './drop-zone.tsx';
import { fileInHand } from './file-in-hand.ts';
import { PreparedFile } from './prepared-file.tsx';
import { SampleFile } from './sample-file.tsx';

let fileCount = 0;
const keys = new WeakMap<File, number>();

/** Where a file becomes an import: it is read, checked and explained before a byte of it is sent. */
export function PreparePage() {
  const choice = useSyncExternalStore(fileInHand.subscribe, fileInHand.now);
  if (choice.kind === 'file') return <PreparedFile inHand={choice} key={keyOf(choice.file)} />;
  return (
    <Page title="New import" lead="Choose a file of conversions. You see what is in it before anything is sent.">
      <DropZone />
      <SampleFile />
    </Page>
  );
}

// Another file begins anew, also one of the same name.
function keyOf(file: File): number {
  const key = keys.get(file) ?? ++fileCount;
  keys.set(file, key);
  return key;
}
