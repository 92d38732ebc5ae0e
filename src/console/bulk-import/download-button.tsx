import { useState } from 'react';
import { download } from '../api/download.ts';
import { Button } from '../ui/button.tsx';

interface DownloadButtonProps {
  readonly path: string;
  readonly fileName: string;
  readonly children: string;
}

/** Saves a file of the gateway's, and says when that fails. */
export function DownloadButton({ path, fileName, children }: DownloadButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    // `fetch` says that there was no answer in words that differ between browsers.
    const why = await download(path, fileName).then(
      () => null,
      (error: unknown) => (error instanceof TypeError || !(error instanceof Error) ? unreachable : error.message),
    );
    setBusy(false);
    setFailure(why);
  };
  return (
    <span className="row">
      <Button icon="download" isDisabled={isBusy} onClick={() => void save()}>
        {isBusy ? 'Downloading…' : children}
      </Button>
      {failure !== null && (
        <span role="alert" className="field-fault">
          {failure}
        </span>
      )}
    </span>
  );
}

const unreachable = 'The gateway cannot be reached. Try again.';
