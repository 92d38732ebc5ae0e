import { type ReactNode, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import type { ActionRun } from './use-import-action.ts';

interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button that does it says. */
  readonly verb: string;
  readonly isDanger?: boolean;
  /** What has to be ticked first, where publishers may be paid twice; null: nothing. */
  readonly oath?: string | null;
  /** Whether there is nothing to confirm yet. */
  readonly isIncomplete?: boolean;
  readonly action: ActionRun;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Says what an action brings about before it is done. */
export function ConfirmDialog({ oath = null, isIncomplete = false, action, ...props }: ConfirmDialogProps) {
  const [sworn, setSworn] = useState<string | null>(null);
  const isDisabled = isIncomplete || action.isBusy || (oath !== null && sworn !== oath);
  return (
    <Dialog title={props.title} onClose={action.isBusy ? null : props.onClose}>
      {props.children}
      {oath !== null && (
        <label className="choice choice-oath">
          <input
            type="checkbox"
            checked={sworn === oath}
            onChange={({ target }) => setSworn(target.checked ? oath : null)}
          />
          <span>{oath}</span>
        </label>
      )}
      {action.refusal !== null && <Notice tone="bad" title={action.refusal} isAlert />}
      <div className="dialog-foot">
        <Button onClick={props.onClose}>Leave it</Button>
        <Button kind={props.isDanger ? 'danger' : 'primary'} isDisabled={isDisabled} onClick={props.onConfirm}>
          {action.isBusy ? 'One moment…' : props.verb}
        </Button>
      </div>
    </Dialog>
  );
}
