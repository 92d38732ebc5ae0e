import type { Failure } from '../api/failure.ts';
import { Button } from './button.tsx';
import { Moment } from './moment.tsx';
import { Notice } from './notice.tsx';

interface StaleNoticeProps {
  readonly polled: {
    readonly failure: Failure | null;
    readonly readAt: string | null;
    readonly refresh: () => void;
  };
  /** What could not be read, as a sentence begins with it. */
  readonly what: string;
}

/** That something could not be read just now, from when that is which is still shown, and another try. */
export function StaleNotice({ polled: { failure, readAt, refresh }, what }: StaleNoticeProps) {
  if (!failure) return null;
  return (
    <div className="panel-body">
      <Notice tone={failure.isPassing ? 'warn' : 'bad'} title={`${what} could not be read`} isAlert>
        <p>
          {failure.message}
          {readAt !== null && (
            <>
              {' '}
              What you see is from <Moment at={readAt} />.
            </>
          )}
        </p>
        {failure.requestId !== null && (
          <p className="quiet">
            {failure.code} · request <code>{failure.requestId}</code>
          </p>
        )}
        <div>
          <Button icon="retry" onClick={refresh}>
            Try again
          </Button>
        </div>
      </Notice>
    </div>
  );
}
