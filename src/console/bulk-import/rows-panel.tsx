import './rows-panel.css';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import { type RowsPanelFragment, RowsPanelFragmentDoc } from '../../operations/generated/graphql.ts';
import { formatCount, formatCounted, formatDuration } from '../ui/figure-text.ts';
import { Panel } from '../ui/panel.tsx';
import { DownloadButton } from './download-button.tsx';
import { siblingName } from './file-names.ts';
import { RateChart } from './rate-chart.tsx';
import { type BarPart, barParts, rowPlaces, workedOff } from './row-places.ts';
import { RowSums } from './row-sums.tsx';
import './swatch.css';
import { swatchClass } from './swatch-name.ts';

/** How far the import is, how fast it goes, and where each row stands. */
export function RowsPanel({ bulkImport }: { readonly bulkImport: FragmentType<typeof RowsPanelFragmentDoc> }) {
  const facts = getFragmentData(RowsPanelFragmentDoc, bulkImport);
  const { rows, state, unsentRowsUrl, fileName } = facts;
  return (
    <Panel
      title="Rows"
      actions={
        unsentRowsUrl !== null && (
          <DownloadButton path={unsentRowsUrl} fileName={siblingName(fileName, 'unsent')}>
            Download unsent rows
          </DownloadButton>
        )
      }
    >
      <div className="rows-panel">
        <div className="rows-panel-top">
          <Progress facts={facts} />
          <RateChart processed={workedOff(rows)} isRunning={state === 'RUNNING'} />
        </div>
        <RowsBar parts={barParts(rows)} />
        <RowSums rows={rows} />
      </div>
    </Panel>
  );
}

function Progress({ facts }: { readonly facts: RowsPanelFragment }) {
  const { rows } = facts;
  const isBegun = facts.startedAt !== null && rows.accepted > 0;
  const percent = isBegun ? Math.floor(facts.progress * 100) : 0;
  return (
    <div className="rows-panel-progress">
      <span className="rows-panel-percent numeric">
        {percent} % <span className="rows-panel-done">{isWhole(facts) ? 'done' : 'worked off'}</span>
      </span>
      <span className="quiet numeric">
        {isBegun && `${formatCount(rows.imported + rows.edited)} of ${formatCounted(rows.accepted, 'row')} imported · `}
        {progressWords(facts)}
      </span>
    </div>
  );
}

/** Of an import that has stopped, rows are worked off that nobody would call done. */
const isWhole = ({ state }: RowsPanelFragment): boolean => state !== 'NEEDS_ATTENTION' && state !== 'CANCELLED';

function progressWords({ state, rows, estimatedSecondsLeft, startedAt, finishedAt }: RowsPanelFragment): string {
  if (rows.accepted === 0) return 'There is no row to send';
  if (state === 'READY') return `${formatCounted(rows.accepted, 'row')} ready to be sent`;
  if (startedAt === null) return 'Nothing was sent';
  if (state === 'RUNNING') {
    return estimatedSecondsLeft === null ? 'under way' : `at least ${formatDuration(estimatedSecondsLeft)} left`;
  }
  if (finishedAt === null) return 'stopped';
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000;
  return `took ${formatDuration(seconds)}`;
}

/** The accepted rows as one bar; each part is as wide as it is many. The sums below say the same in words. */
function RowsBar({ parts }: { readonly parts: readonly BarPart[] }) {
  return (
    <div className="rows-panel-bar" aria-hidden="true">
      {parts.map(({ place, count }) => (
        <span
          key={place}
          className={swatchClass(rowPlaces[place].swatch ?? 'queued')}
          style={{ flexGrow: count }}
          title={`${formatCount(count)} ${rowPlaces[place].word}`}
        />
      ))}
    </div>
  );
}
