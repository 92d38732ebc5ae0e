import type { Failure } from '../api/failure.ts';
import { Notice } from '../ui/notice.tsx';
import { RequestLine } from './answer-parts.tsx';
import type { Answer } from './conversion-desk.ts';
import { ResendButton } from './resend-button.tsx';

interface FailedAnswerProps {
  readonly answer: Answer;
  readonly failure: Failure;
}

/** That there is no answer of the kind that one hopes for, and that asking again does no harm. */
export function FailedAnswer({ answer, failure }: FailedAnswerProps) {
  const isCheck = answer.input.validateOnly === true;
  if (failure.code === 'UNREACHABLE') {
    return (
      <Notice tone="odd" title="The gateway's answer did not arrive">
        <p>
          {isCheck
            ? 'Check the connection. Nothing was sent to Trackier.'
            : 'It may have been imported or not. Check the connection and ask again: it has a key of its own, so it is not imported twice.'}
        </p>
        <ResendButton answer={answer} label="Ask again" />
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title="The gateway did not do it">
      <p>{failure.message}</p>
      <p>Sending it again does no harm: it has a key of its own, so it is not imported twice.</p>
      <ResendButton answer={answer} label="Send it again" />
      <RequestLine {...failure} />
    </Notice>
  );
}
