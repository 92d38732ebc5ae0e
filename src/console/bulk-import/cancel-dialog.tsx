import type { ImportActionsFragment } from '../../operations/generated/graphql.ts';
import { formatCounted } from '../ui/figure-text.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useImportAction } from './use-import-action.ts';

interface CancelDialogProps {
  readonly bulkImport: Pick<ImportActionsFragment, 'id' | 'rows'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Says what cancelling does and what it cannot do. */
export function CancelDialog({ bulkImport: { id, rows }, onDone, onClose }: CancelDialogProps) {
  const action = useImportAction(id, onDone);
  const open = rows.unprocessed + rows.unsent;
  return (
    <ConfirmDialog
      title="Cancel this import?"
      verb="Cancel the import"
      isDanger
      action={action}
      onConfirm={() => action.run({ kind: 'cancel' })}
      onClose={onClose}
    >
      <p>
        {rows.queued > 0
          ? `${formatCounted(rows.queued, 'row')} not sent yet will not be sent, except a batch that is on its way at this moment.`
          : 'Nothing more will be sent.'}
      </p>
      {rows.submitted > 0 && (
        <p>
          <strong>What Trackier took cannot be taken back</strong>: {formatCounted(rows.submitted, 'row')}. What becomes
          of it is still shown here.
        </p>
      )}
      {rows.uncertain > 0 && <p>{formatCounted(rows.uncertain, 'row')} remain uncertain.</p>}
      {rows.total > 0 && (
        <p>
          A cancelled import cannot go on.{' '}
          {rows.queued + open > 0 && 'Its unsent rows can be downloaded as a file, and imported anew.'}
        </p>
      )}
    </ConfirmDialog>
  );
}
