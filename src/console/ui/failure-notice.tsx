import type { Failure } from '../api/failure.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** That there is no answer, why, and another try. */
export function FailureNotice({ failure, onRetry }: { readonly failure: Failure; readonly onRetry?: () => void }) {
  return (
    <Notice tone="bad" title={failure.message} isAlert>
      {failure.requestId !== null && (
        <p className="quiet">
          {failure.code} · request <code>{failure.requestId}</code>
        </p>
      )}
      {onRetry && (
        <div>
          <Button icon="retry" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </Notice>
  );
}
