import { Notice } from '../ui/notice.tsx';
import { RequestLine } from './answer-parts.tsx';
import type { Answer, ImportResult } from './conversion-desk.ts';
import { ResendButton } from './resend-button.tsx';

type Refusal = Extract<ImportResult, { __typename: 'TrackierRejectedError' }>;

/** What to do about each of Trackier's refusals; of any other one the message itself says it. */
const nextSteps: Readonly<Partial<Record<Refusal['code'], string>>> = {
  INVALID_API_KEY: 'Whoever runs this gateway has to give it a key that Trackier knows. Then send it again.',
  PERMISSION_DENIED: 'Ask the network to allow imports for this key. Then send it again.',
  IP_NOT_WHITELISTED: "Ask the network's administrator to white-list this gateway's address. Then send it again.",
  ACCOUNT_LOCKED: 'Ask the network why the account is locked. Then send it again.',
  REQUEST_REJECTED: 'Sending it unchanged is pointless: look at what Trackier says, and change the form.',
};

/** That Trackier does not want it, and who can change that. */
export function RefusedAnswer({ answer, refusal }: { readonly answer: Answer; readonly refusal: Refusal }) {
  return (
    <Notice tone="bad" title="Trackier refuses it. Nothing was imported">
      <p>{refusal.message}</p>
      <p>{nextSteps[refusal.code]}</p>
      {refusal.code !== 'REQUEST_REJECTED' && <ResendButton answer={answer} label="Send it again" />}
      <RequestLine {...refusal} />
    </Notice>
  );
}
