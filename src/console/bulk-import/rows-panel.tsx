import './rows-panel.css';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import { type RowsPanelFragment, RowsPanelFragmentDoc } from '../../operations/generated/graphql.ts';
import { formatCount, formatCounted, formatDuration } from '../ui/figure-text.ts';
import { Panel } from '../ui/panel.tsx';
import { DownloadButton, siblingName } from './download-button.tsx';
import { RateChart } from './rate-chart.tsx';
import { type BarPart, barParts, rowPlaces, workedOff } from './row-places.ts';
import { RowSums } from './row-sums.tsx';
import { swatchClass } from './swatch.tsx';

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
  const isBegun = facts.state !== 'READY' && facts.rows.accepted > 0;
  const percent = isBegun ? Math.floor(facts.progress * 100) : 0;
  return (
    <div className="rows-panel-progress">
      <span className="rows-panel-percent numeric">{percent} %</span>
      <span className="quiet">{progressWords(facts)}</span>
    </div>
  );
}

function progressWords({ state, rows, estimatedSecondsLeft, startedAt, finishedAt }: RowsPanelFragment): string {
  if (state === 'READY') return `${formatCounted(rows.accepted, 'row')} wait for the start`;
  if (startedAt === null) return 'Nothing was sent';
  if (state === 'RUNNING') {
    return estimatedSecondsLeft === null ? 'Under way' : `At least ${formatDuration(estimatedSecondsLeft)} left`;
  }
  if (finishedAt === null) return 'Stopped';
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000;
  return `Took ${formatDuration(seconds)}`;
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
