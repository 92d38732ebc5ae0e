import './batch-panel.css';
import { useState } from 'react';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import { BatchPanelFragmentDoc, type BulkImportBatchState } from '../../operations/generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BatchDetail } from './batch-detail.tsx';
import { BatchFilter } from './batch-filter.tsx';
import type { BatchRange } from './batch-pages.ts';
import { BatchStrip } from './batch-strip.tsx';
import { Pager } from './pager.tsx';
import { type StripBatch, useBatchPages } from './use-batch-pages.ts';

interface BatchPanelProps {
  readonly bulkImport: FragmentType<typeof BatchPanelFragmentDoc>;
  /** Grows whenever something was done to the import. */
  readonly actionCount: number;
}

/** The batches of an import: a cell for each, and all of the one that is pointed at. */
export function BatchPanel({ bulkImport, actionCount }: BatchPanelProps) {
  const { id } = getFragmentData(BatchPanelFragmentDoc, bulkImport);
  const { range, pages } = useBatchPages(id, { version: bulkImport, actionCount });
  const [chosen, setChosen] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const { batches, begin, total, missing } = range;
  const detailed = batchAt(batches, pointed) ?? batchAt(batches, chosen);
  return (
    <Panel title="Batches" isFlush actions={<BatchFilter state={range.state} onShow={pages.show} />}>
      {total === null && !range.failure && <Skeleton lines={8} />}
      {total === 0 && <NoBatches state={range.state} />}
      {batches.length + missing > 0 && (
        <div className="batch-panel-body">
          <BatchStrip batches={batches} missing={missing} chosen={chosen} onChoose={setChosen} onPoint={setPointed} />
          <BatchDetail batch={detailed} />
        </div>
      )}
      {range.failure && <Unread onRetry={pages.retry} />}
      {total !== null && total > 0 && <RangePager range={range} begin={begin} total={total} pages={pages} />}
    </Panel>
  );
}

const batchAt = (batches: readonly StripBatch[], index: number | null): StripBatch | null =>
  batches.find(batch => batch.index === index) ?? null;

interface RangePagerProps {
  readonly range: BatchRange<StripBatch>;
  readonly begin: number;
  readonly total: number;
  readonly pages: ReturnType<typeof useBatchPages>['pages'];
}

function RangePager({ range, begin, total, pages }: RangePagerProps) {
  return (
    <Pager
      singular="batch"
      plural="batches"
      first={begin + 1}
      last={begin + range.batches.length + range.missing}
      total={total}
      onPrevious={begin > 0 ? pages.previous : null}
      onNext={range.hasNext ? pages.next : null}
    />
  );
}

function Unread({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <div className="batch-panel-unread">
      <output>The batches could not be read just now; what you see may be old.</output>
      <Button icon="retry" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

function NoBatches({ state }: { readonly state: BulkImportBatchState | null }) {
  return state ? (
    <Empty title="No batch is in this state">
      <p>Choose another one, or all of them.</p>
    </Empty>
  ) : (
    <Empty title="There are no batches">
      <p>No row of the file could be sent.</p>
    </Empty>
  );
}
