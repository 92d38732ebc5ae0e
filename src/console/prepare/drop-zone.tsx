import { useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { FileChooser } from './file-chooser.tsx';
import { fileInHand } from './file-in-hand.ts';

/** Takes the file of a new import, dropped or chosen, and goes to where it is prepared. */
export function DropZone() {
  const choice = useSyncExternalStore(fileInHand.subscribe, fileInHand.now);
  const [, navigate] = useLocation();
  return (
    <FileChooser
      label="Drop a file here, or choose one"
      hint="CSV or NDJSON, of any size. Nothing is sent before you have seen what is in it."
      fault={choice.kind === 'refused' ? choice.reason : null}
      onFiles={files => {
        fileInHand.choose(files);
        if (fileInHand.now().kind === 'file') navigate('/new');
      }}
    />
  );
}
