import type { BulkImportProblemCode, ImportActionsFragment } from '../../operations/generated/graphql.ts';
import { formatCounted } from '../ui/figure-text.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useImportAction } from './use-import-action.ts';

interface GoOnDialogProps {
  readonly bulkImport: Pick<ImportActionsFragment, 'id' | 'rows' | 'problem'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks whether what stopped the import is mended before the rest is sent. */
export function GoOnDialog({ bulkImport: { id, rows, problem }, onDone, onClose }: GoOnDialogProps) {
  const action = useImportAction(id, onDone);
  return (
    <ConfirmDialog
      title={`Go on with ${formatCounted(rows.queued, 'queued row')}?`}
      verb="Go on"
      action={action}
      onConfirm={() => action.run({ kind: 'start' })}
      onClose={onClose}
    >
      <p>{doubtOf(problem?.code)}</p>
      <p>What Trackier takes cannot be taken back, and publishers are paid for it.</p>
    </ConfirmDialog>
  );
}

const doubtOf = (code: BulkImportProblemCode | undefined): string =>
  code === 'REQUEST_REJECTED' || code === 'REPEATED_HALTS'
    ? 'If the columns are mapped wrongly, these rows go wrong as well: look at the batches that did, first.'
    : 'One batch goes first, and the others only after Trackier took it. If it still refuses, the import stops again.';
