import type { ImportActionsFragment } from '../../operations/generated/graphql.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { GoOnDialog } from './go-on-dialog.tsx';
import { RetryDialog } from './retry-dialog.tsx';
import { StartDialog } from './start-dialog.tsx';

interface ImportDialogProps {
  readonly name: DialogName;
  readonly bulkImport: ImportActionsFragment;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const dialogs = { start: StartDialog, 'go-on': GoOnDialog, cancel: CancelDialog, retry: RetryDialog } as const;

/** The dialogs of an import, of which one can be open. */
export type DialogName = keyof typeof dialogs;

/** The dialog that is open. */
export function ImportDialog({ name, ...props }: ImportDialogProps) {
  const Named = dialogs[name];
  return <Named {...props} />;
}
