import { useEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { CancelImport } from './cancel-import.tsx';
import { uploads } from './current-uploads.ts';
import type { Upload } from './upload-book.ts';

/** An upload that came to nothing: why, and how it goes on. */
export function BrokenUpload({ upload: { importId, file, phase, problem } }: { readonly upload: Upload }) {
  const place = useRef<HTMLDivElement>(null);
  // What had the focus is gone.
  useEffect(() => place.current?.focus(), []);
  return (
    <div className="stack" ref={place} tabIndex={-1}>
      {phase === 'cancelled' ? (
        <Notice tone="quiet" title="The upload is cancelled">
          <p>The gateway has kept nothing of {file.name}. The import still waits for it.</p>
        </Notice>
      ) : (
        <Notice tone="bad" title="The upload did not succeed" isAlert>
          <p>{problem?.detail}</p>
          {problem !== null && problem.columns.length > 0 && <ColumnList columns={problem.columns} />}
        </Notice>
      )}
      <div className="row">
        <Button kind="primary" icon="retry" onClick={() => void uploads.again(importId)}>
          {phase === 'cancelled' ? 'Upload it after all' : 'Try again'}
        </Button>
        <CancelImport importId={importId} />
      </div>
    </div>
  );
}

const mostListed = 20;

function ColumnList({ columns }: { readonly columns: readonly string[] }) {
  const more = columns.length - mostListed;
  return (
    <>
      <ul>
        {columns.slice(0, mostListed).map(column => (
          <li key={column}>
            <code>{column}</code>
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
      <p>Cancel this import, and make a new one in which each column has its place.</p>
    </>
  );
}
