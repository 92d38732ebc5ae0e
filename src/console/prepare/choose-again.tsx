import { useState } from 'react';
import type { RowFormat } from '../../conversions/conversion-from-source.ts';
import { CancelImport } from './cancel-import.tsx';
import { uploads } from './current-uploads.ts';
import { FileChooser } from './file-chooser.tsx';
import { choiceOf } from './file-in-hand.ts';

interface ChooseAgainProps {
  readonly importId: string;
  readonly uploadUrl: string;
  readonly format: RowFormat;
  /** null: it was made without one. */
  readonly fileName: string | null;
}

/** Asks for the file of an import that was made for it: a page that was loaded anew cannot find it by itself. */
export function ChooseAgain({ importId, uploadUrl, format, fileName }: ChooseAgainProps) {
  const [fault, setFault] = useState<string | null>(null);
  const take = (files: readonly File[]): void => {
    const choice = choiceOf(files);
    if (choice.kind !== 'file') return setFault(choice.kind === 'refused' ? choice.reason : null);
    if (choice.format !== format) return setFault(`This import takes ${format}, which “${choice.file.name}” is not.`);
    if (fileName !== null && choice.file.name !== fileName) {
      return setFault(`This import was made for “${fileName}”. Choose that one, or make a new import of another file.`);
    }
    void uploads.begin({ importId, uploadUrl, file: choice.file, format });
  };
  return (
    <div className="stack">
      <FileChooser
        label={fileName === null ? `Choose the ${format} file` : `Choose ${fileName} again`}
        hint="The gateway has nothing of it yet. A page that was closed or loaded anew cannot find a file by itself."
        fault={fault}
        onFiles={take}
      />
      <CancelImport importId={importId} />
    </div>
  );
}
