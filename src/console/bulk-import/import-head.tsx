import './import-head.css';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import { ImportHeadFragmentDoc } from '../../operations/generated/graphql.ts';
import { Badge } from '../ui/badge.tsx';
import { Moment } from '../ui/moment.tsx';
import { importStates } from './import-states.ts';
import { SameFileLink, useSameFile } from './same-file.tsx';

/** What an import is, in three lines: its state and times, how it was made, and whether its file came twice. */
export function ImportHead({ bulkImport }: { readonly bulkImport: FragmentType<typeof ImportHeadFragmentDoc> }) {
  const head = getFragmentData(ImportHeadFragmentDoc, bulkImport);
  const { word, tone } = importStates[head.state];
  return (
    <span className="import-head">
      <span className="import-head-line">
        <Badge tone={tone}>{word}</Badge>
        <Time word="Uploaded" at={head.uploadedAt} />
        <Time word="Started" at={head.startedAt} />
        <Time word="Finished" at={head.finishedAt} />
      </span>
      <span className="import-head-line">
        <Time word="Kept until" at={head.expiresAt} />
        <span>{postbackWords(head.sendPostback)}</span>
        <span>{head.onInvalid === 'REJECT_ALL' ? 'One invalid row stops all' : 'Invalid rows left out'}</span>
        <span>
          {head.onUncertain === 'RESEND' ? 'An uncertain batch is sent again once' : 'Uncertain batches wait for you'}
        </span>
      </span>
      {head.uploadedAt !== null && <EarlierImport id={head.id} />}
    </span>
  );
}

/** Keeps its place until there is something to say. */
export function EmptyHead() {
  return <span className="import-head import-head-empty" />;
}

function Time({ word, at }: { readonly word: string; readonly at: string | null }) {
  return (
    at !== null && (
      <span>
        {word} <Moment at={at} />
      </span>
    )
  );
}

const postbackWords = (sendPostback: boolean | null): string => {
  if (sendPostback === null) return 'Default postbacks';
  return sendPostback ? 'Postbacks are sent' : 'No postbacks';
};

function EarlierImport({ id }: { readonly id: string }) {
  const earlier = useSameFile(id);
  if (!earlier) return null;
  return (
    <span className="import-head-line">
      <span>
        The same file as in <SameFileLink earlier={earlier} />
      </span>
    </span>
  );
}
