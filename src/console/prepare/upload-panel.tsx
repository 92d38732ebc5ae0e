import { useEffect, useSyncExternalStore } from 'react';
import { UploadedImportDocument, type UploadedImportQuery } from '../../operations/generated/graphql.ts';
import { failureOf } from '../api/failure.ts';
import { useSteadyQuery } from '../api/use-steady-query.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BrokenUpload } from './broken-upload.tsx';
import { ChooseAgain } from './choose-again.tsx';
import { uploads } from './current-uploads.ts';
import { UploadProgress } from './upload-progress.tsx';

const lookAgainMs = 2_000;

/** The upload of an import that waits for its file: how far it is, cancel, another try, or the file once more. */
export function UploadPanel({ importId }: { readonly importId: string }) {
  const upload = useSyncExternalStore(uploads.subscribe, () => uploads.of(importId));
  return (
    <Panel title="Upload">
      {upload === null ? (
        <UploadElsewhere importId={importId} />
      ) : upload.phase === 'sending' || upload.phase === 'asking' ? (
        <UploadProgress upload={upload} />
      ) : (
        <BrokenUpload upload={upload} />
      )}
    </Panel>
  );
}

/** Nothing of it is in this tab: it was begun in another one, or this one was loaded anew. */
function UploadElsewhere({ importId }: { readonly importId: string }) {
  const [{ data, error }, lookAgain] = useSteadyQuery({
    query: UploadedImportDocument,
    variables: { id: importId },
    requestPolicy: 'network-only',
  });
  const found = data?.bulkImport;
  const isUploading = found?.state === 'UPLOADING';
  useEffect(() => {
    if (!isUploading) return undefined;
    const timer = setInterval(() => lookAgain({ requestPolicy: 'network-only' }), lookAgainMs);
    return () => clearInterval(timer);
  }, [isUploading, lookAgain]);
  if (error) return <FailureNotice failure={failureOf(error)} onRetry={() => lookAgain()} />;
  if (!found) return <Skeleton lines={2} />;
  return <StandsElsewhere found={found} />;
}

function StandsElsewhere({ found }: { readonly found: NonNullable<UploadedImportQuery['bulkImport']> }) {
  if (found.state === 'UPLOADING') {
    return (
      <p>
        The file is being uploaded, but not from this page. Leave the other one open. If it is closed already, you can
        choose the file again here, in a minute at the latest.
      </p>
    );
  }
  if (found.state === 'AWAITING_UPLOAD' && found.uploadUrl !== null) {
    return (
      <ChooseAgain importId={found.id} uploadUrl={found.uploadUrl} format={found.format} fileName={found.fileName} />
    );
  }
  return <p>The gateway has the file.</p>;
}
