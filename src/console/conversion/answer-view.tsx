import { Notice } from '../ui/notice.tsx';
import { AcceptedAnswer } from './accepted-answer.tsx';
import { FaultList, RequestLine } from './answer-parts.tsx';
import type { Answer, ImportResult } from './conversion-desk.ts';
import { FailedAnswer } from './failed-answer.tsx';
import { RefusedAnswer } from './refused-answer.tsx';
import { ResendButton } from './resend-button.tsx';
import { UnknownAnswer } from './unknown-answer.tsx';

/** An answer in plain words, with what to do next. */
export function AnswerView({ answer }: { readonly answer: Answer }) {
  return answer.kind === 'failure' ? (
    <FailedAnswer answer={answer} failure={answer.failure} />
  ) : (
    <ResultView answer={answer} result={answer.result} />
  );
}

interface ResultViewProps {
  readonly answer: Answer;
  readonly result: ImportResult;
}

/** One view for each member of the union; a new one does not compile until it has a view. */
function ResultView({ answer, result }: ResultViewProps) {
  switch (result.__typename) {
    case 'ImportConversionsPayload':
      return <AcceptedAnswer payload={result} />;
    case 'InvalidInputError':
      return <InvalidView result={result} faults={result.issues} />;
    case 'InvalidConversionsError':
      return <InvalidView result={result} faults={result.rowErrors} />;
    case 'TrackierRejectedError':
      return <RefusedAnswer answer={answer} refusal={result} />;
    case 'RateLimitedError':
      return <RateLimitedView answer={answer} result={result} />;
    case 'TrackierUnavailableError':
      return <UnavailableView answer={answer} result={result} />;
    case 'OutcomeUnknownError':
      return <UnknownAnswer answer={answer} unknown={result} />;
    case 'IdempotencyConflictError':
      return <ConflictView result={result} />;
    default:
      return result satisfies never;
  }
}

type Member<Name> = Extract<ImportResult, { __typename: Name }>;

interface InvalidViewProps {
  readonly result: Member<'InvalidInputError' | 'InvalidConversionsError'>;
  readonly faults: readonly { readonly path: readonly string[]; readonly message: string }[];
}

function InvalidView({ result, faults }: InvalidViewProps) {
  return (
    <Notice tone="bad" title="It is not valid. Nothing was sent">
      <FaultList faults={faults} />
      <p>Mend it in the form, and try again.</p>
      <RequestLine {...result} />
    </Notice>
  );
}

function RateLimitedView({ answer, result }: { readonly answer: Answer; readonly result: Member<'RateLimitedError'> }) {
  return (
    <Notice tone="warn" title="Too many requests just now. Nothing was imported">
      <p>{result.message}</p>
      <ResendButton answer={answer} label="Send it again" afterSeconds={result.retryAfterSeconds} />
      <RequestLine {...result} />
    </Notice>
  );
}

interface UnavailableViewProps {
  readonly answer: Answer;
  readonly result: Member<'TrackierUnavailableError'>;
}

function UnavailableView({ answer, result }: UnavailableViewProps) {
  return (
    <Notice tone="warn" title="Trackier cannot be reached. Nothing was imported, as far as can be known">
      <p>{result.message}</p>
      <ResendButton answer={answer} label="Send it again" afterSeconds={result.retryAfterSeconds} />
      <RequestLine {...result} />
    </Notice>
  );
}

function ConflictView({ result }: { readonly result: Member<'IdempotencyConflictError'> }) {
  return (
    <Notice tone="bad" title="Its key belongs to another conversion. Nothing was sent">
      <p>{result.message}</p>
      <p>Reload the page and fill in the form anew: it gets a key of its own then.</p>
      <RequestLine {...result} />
    </Notice>
  );
}
