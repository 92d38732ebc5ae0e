import type { ImportActionsFragment } from '../../operations/generated/graphql.ts';
import { formatCounted } from '../ui/figure-text.ts';
import { Notice } from '../ui/notice.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { SameFileLink, useSameFile } from './same-file.tsx';
import { type ActionRun, useImportAction } from './use-import-action.ts';

interface StartDialogProps {
  readonly bulkImport: Pick<ImportActionsFragment, 'id' | 'rows'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks once more before the first row goes to Trackier. */
export function StartDialog({ bulkImport: { id, rows }, onDone, onClose }: StartDialogProps) {
  const action = useImportAction(id, onDone);
  const earlier = useSameFile(id);
  if (rows.accepted === 0) return <NothingToSend action={action} onClose={onClose} />;
  const leftOut = rows.rejected + rows.duplicate;
  return (
    <ConfirmDialog
      title={`Send ${formatCounted(rows.accepted, 'row')} to Trackier?`}
      verb={earlier ? 'Import it once more' : 'Start the import'}
      isDanger={earlier !== null}
      action={action}
      onConfirm={() => action.run({ kind: 'start' })}
      onClose={onClose}
    >
      {earlier && (
        <Notice tone="warn" title="The very same file was imported before">
          <p>
            <SameFileLink earlier={earlier} />. What is imported twice is paid twice.
          </p>
        </Notice>
      )}
      <p>
        What Trackier takes cannot be taken back, and publishers are paid for it.
        {leftOut > 0 &&
          ` ${formatCounted(leftOut, 'row')} that cannot be sent ${leftOut === 1 ? 'stays' : 'stay'} out.`}
      </p>
    </ConfirmDialog>
  );
}

function NothingToSend({ action, onClose }: { readonly action: ActionRun; readonly onClose: () => void }) {
  return (
    <ConfirmDialog
      title="There is no row to send"
      verb="Close the import"
      action={action}
      onConfirm={() => action.run({ kind: 'start' })}
      onClose={onClose}
    >
      <p>No row of the file can be sent, so starting it only closes it.</p>
    </ConfirmDialog>
  );
}
