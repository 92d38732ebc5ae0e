import { Link } from 'wouter';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import { type ImportRowFragment, ImportRowFragmentDoc } from '../../operations/generated/graphql.ts';
import { importStates } from '../bulk-import/import-states.ts';
import { Badge } from '../ui/badge.tsx';
import { formatDuration } from '../ui/figure-text.ts';
import { Moment } from '../ui/moment.tsx';
import { acceptedInWords, faultsInWords } from './rows-in-words.ts';

/** An import among others; all of it leads to its page. */
export function ImportRow({ bulkImport }: { readonly bulkImport: FragmentType<typeof ImportRowFragmentDoc> }) {
  const { id, state, fileName, rows, createdAt, ...pace } = getFragmentData(ImportRowFragmentDoc, bulkImport);
  const { word, tone } = importStates[state];
  const faults = faultsInWords(rows);
  return (
    <li className="import-list-row">
      <Link href={`/imports/${id}`} className="import-list-link">
        <span className="import-list-name">{fileName ?? 'A file without a name'}</span>
        <span className="import-list-created quiet">
          <Moment at={createdAt} />
        </span>
      </Link>
      <div className="import-list-state">
        <Badge tone={tone}>{word}</Badge>
      </div>
      <div className="import-list-rows numeric">
        <span>{acceptedInWords(rows)}</span>
        {state === 'RUNNING' ? (
          <RunBar {...pace} faults={faults} />
        ) : (
          faults.length > 0 && <span className="import-list-faults">{faults.join(' · ')}</span>
        )}
      </div>
    </li>
  );
}

interface RunBarProps extends Pick<ImportRowFragment, 'progress' | 'estimatedSecondsLeft'> {
  readonly faults: readonly string[];
}

function RunBar({ progress, estimatedSecondsLeft, faults }: RunBarProps) {
  const percent = Math.floor(progress * 100);
  const left = estimatedSecondsLeft === null ? [] : [`${formatDuration(estimatedSecondsLeft)} left`];
  return (
    <>
      <progress className="import-list-bar" aria-label="Progress" value={progress} />
      <span className="quiet">{[`${percent} %`, ...left, ...faults].join(' · ')}</span>
    </>
  );
}
