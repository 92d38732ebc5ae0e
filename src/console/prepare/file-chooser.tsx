import './file-chooser.css';
import { type ReactNode, useId } from 'react';
import { Icon } from '../ui/icon.tsx';
import { acceptedFiles } from './file-format.ts';

interface FileChooserProps {
  /** What one is to do. */
  readonly label: string;
  readonly hint: ReactNode;
  /** Why what was chosen is not taken; null: nothing is wrong. */
  readonly fault: string | null;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Where a file is dropped, or chosen by mouse or keyboard. */
export function FileChooser({ label, hint, fault, onFiles }: FileChooserProps) {
  const id = useId();
  return (
    <div className="file-chooser">
      <div className="file-chooser-zone">
        <Icon name="upload" size={22} />
        <label className="file-chooser-label" htmlFor={id}>
          {label}
        </label>
        <span className="quiet" id={`${id}-hint`}>
          {hint}
        </span>
        {/* It lies over all of the zone, and browsers let a file be dropped on it. Several are refused in words. */}
        <input
          id={id}
          type="file"
          multiple
          className="file-chooser-input"
          accept={acceptedFiles}
          aria-invalid={fault === null ? undefined : true}
          aria-describedby={fault === null ? `${id}-hint` : `${id}-fault ${id}-hint`}
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            // So that the same file, changed in the meantime, can be chosen again.
            currentTarget.value = '';
            if (files.length > 0) onFiles(files);
          }}
        />
      </div>
      {fault !== null && (
        <p className="field-fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
