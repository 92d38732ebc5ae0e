import { useState } from 'react';
import { useMutation } from 'urql';
import { CancelBulkImportDocument } from '../../operations/generated/graphql.ts';
import { failureOf } from '../api/failure.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { uploads } from './current-uploads.ts';

/** Withdraws an import whose file is not there: nothing of it was sent, and nothing will be. */
export function CancelImport({ importId }: { readonly importId: string }) {
  const [{ fetching, error }, cancel] = useMutation(CancelBulkImportDocument);
  const [refusal, setRefusal] = useState<string | null>(null);
  const press = async (): Promise<void> => {
    const { data } = await cancel({ id: importId });
    const result = data?.cancelBulkImport;
    if (!result) return;
    if (result.__typename === 'BulkImport') uploads.forget(importId);
    else setRefusal(result.message);
  };
  return (
    <div className="stack">
      {error && <FailureNotice failure={failureOf(error)} />}
      {refusal !== null && <p className="field-fault">{refusal}</p>}
      <div>
        <Button kind="danger" isDisabled={fetching} onClick={() => void press()}>
          Cancel the import
        </Button>
      </div>
    </div>
  );
}
