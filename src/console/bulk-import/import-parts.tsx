import { useRef } from 'react';
import type { FollowBulkImportSubscription } from '../../operations/generated/graphql.ts';
import { UploadPanel } from '../prepare/upload-panel.tsx';
import { BatchPanel } from './batch-panel.tsx';
import type { DialogName } from './import-dialogs.tsx';
import { isWithoutFile } from './import-states.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { RejectedRowsPanel } from './rejected-rows-panel.tsx';
import { RowsPanel } from './rows-panel.tsx';
import { UncertainPanel } from './uncertain-panel.tsx';
import { useImportAnnouncements } from './use-import-announcements.ts';

interface ImportPartsProps {
  readonly bulkImport: FollowBulkImportSubscription['bulkImport'];
  readonly actionCount: number;
  /** Something was done to the import. */
  readonly onDone: () => void;
  readonly open: (name: DialogName) => void;
}

/** The parts of an import's page, as far as there is something in them. */
export function ImportParts({ bulkImport, actionCount, onDone, open }: ImportPartsProps) {
  const { id, state, rejectedRowsUrl, rows, fileName } = bulkImport;
  useImportAnnouncements(bulkImport);
  const uncertain = useRef<HTMLDivElement>(null);
  if (isWithoutFile(state)) return <UploadPanel importId={id} />;
  if (rows.total === 0 && state === 'CANCELLED') return <p className="quiet">It was cancelled before its file came.</p>;
  return (
    <>
      <ProblemNotice bulkImport={bulkImport} open={open} onSettle={() => uncertain.current?.focus()} />
      <RowsPanel bulkImport={bulkImport} />
      {rows.uncertain > 0 && <UncertainPanel ref={uncertain} bulkImport={bulkImport} onDone={onDone} />}
      <BatchPanel bulkImport={bulkImport} actionCount={actionCount} />
      {rejectedRowsUrl !== null && <RejectedRowsPanel id={id} fileName={fileName} path={rejectedRowsUrl} />}
    </>
  );
}
