import { useState } from 'react';
import { Link } from 'wouter';
import { getFragmentData } from '../../operations/generated/fragment-masking.ts';
import {
  FollowBulkImportDocument,
  type FollowBulkImportSubscription,
  ImportActionsFragmentDoc,
} from '../../operations/generated/graphql.ts';
import type { Failure } from '../api/failure.ts';
import { useLive } from '../api/use-live.ts';
import { Empty } from '../ui/empty.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { ImportActions } from './import-actions.tsx';
import { type DialogName, ImportDialog } from './import-dialogs.tsx';
import { EmptyHead, ImportHead } from './import-head.tsx';
import { ImportParts } from './import-parts.tsx';
import { isFinalState } from './import-states.ts';
import { importTitle } from './import-title.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useStragglers } from './use-stragglers.ts';

const isFinal = ({ bulkImport }: FollowBulkImportSubscription): boolean => isFinalState(bulkImport.state);

/** One import, followed: where each row stands, and what can be done. */
export function BulkImportPage({ id }: { readonly id: string }) {
  const live = useLive({ document: FollowBulkImportDocument, variables: { id }, isFinal });
  const { failure, connection, again } = live;
  const bulkImport = live.data?.bulkImport ?? null;
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [actionCount, setActionCount] = useState(0);
  useStragglers(bulkImport, again);
  useKeptFocus(actionCount, bulkImport?.state);
  const finish = (): void => {
    setDialog(null);
    setActionCount(count => count + 1);
    if (connection === 'ended') again();
  };
  return (
    <Page
      title={bulkImport ? importTitle(bulkImport) : titleWithout(failure)}
      lead={bulkImport ? <ImportHead bulkImport={bulkImport} /> : !failure && <EmptyHead />}
      actions={bulkImport && <ImportActions bulkImport={bulkImport} open={setDialog} />}
    >
      <ConnectionNotice isLost={connection === 'lost'} />
      {failure && failure.code !== 'NOT_FOUND' && <FailureNotice failure={failure} onRetry={again} />}
      {bulkImport ? (
        <ImportParts bulkImport={bulkImport} actionCount={actionCount} onDone={finish} open={setDialog} />
      ) : (
        <NothingYet failure={failure} />
      )}
      {bulkImport && dialog && (
        <ImportDialog
          name={dialog}
          bulkImport={getFragmentData(ImportActionsFragmentDoc, bulkImport)}
          onDone={finish}
          onClose={() => setDialog(null)}
        />
      )}
    </Page>
  );
}

const titleWithout = (failure: Failure | null): string =>
  failure?.code === 'NOT_FOUND' ? 'There is no such import' : 'Import';

function NothingYet({ failure }: { readonly failure: Failure | null }) {
  if (failure?.code === 'NOT_FOUND') return <NotFound />;
  if (failure) return null;
  return (
    <Panel title="Rows" isFlush>
      <Skeleton lines={8} />
    </Panel>
  );
}

function NotFound() {
  return (
    <Panel title="Nothing to show">
      <Empty title="It may have been erased">
        <p>
          An import is kept for some days after the last thing that happened to it, and is then erased with its rows.
        </p>
        <p>If somebody sent you this address, see whether it is whole, and whether you are signed in as they were.</p>
        <p>
          <Link href="/">All imports</Link>
        </p>
      </Empty>
    </Panel>
  );
}
