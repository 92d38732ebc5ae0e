import { useState } from 'react';
import type { ImportActionsFragment } from '../../operations/generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { formatCounted } from '../ui/figure-text.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Choice, ChoiceList } from './choice.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { choicesOf, defaultChoices, isRisky, type RetryPlan, rowsOf, scopesOf } from './retry-plan.ts';
import { retryWords } from './retry-words.ts';
import { useImportAction } from './use-import-action.ts';
import { useRetryPlan } from './use-retry-plan.ts';

interface RetryDialogProps {
  readonly bulkImport: Pick<ImportActionsFragment, 'id' | 'rows'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Lets one choose what is sent again, and says what that may cost. */
export function RetryDialog(props: RetryDialogProps) {
  const { plan, failure } = useRetryPlan(props.bulkImport.id, props.bulkImport.rows);
  if (plan && choicesOf(plan).length > 0) return <RetryChoices {...props} plan={plan} />;
  return (
    <Dialog title="Send again" onClose={props.onClose}>
      {plan && <p>There is nothing left to send again.</p>}
      {failure && <FailureNotice failure={failure} />}
      {!plan && !failure && <Skeleton />}
      <div className="dialog-foot">
        <Button onClick={props.onClose}>Leave it</Button>
      </div>
    </Dialog>
  );
}

function RetryChoices({ bulkImport, plan, onDone, onClose }: RetryDialogProps & { readonly plan: RetryPlan }) {
  const { id, rows } = bulkImport;
  const action = useImportAction(id, onDone);
  const [chosen, setChosen] = useState(() => defaultChoices(plan));
  const only = scopesOf(plan, chosen);
  const rowCount = rowsOf(plan, chosen);
  return (
    <ConfirmDialog
      title="Send again"
      verb={rowCount > 0 ? `Send ${formatCounted(rowCount, 'row')} again` : 'Send again'}
      isDanger={chosen.some(isRisky)}
      oath={chosen.some(isRisky) ? 'I have looked in Trackier, or accept that publishers may be paid twice.' : null}
      isIncomplete={only === undefined}
      action={action}
      onConfirm={() => {
        if (only !== undefined) action.run({ kind: 'retry', only });
      }}
      onClose={onClose}
    >
      <ChoiceList legend="What is to go to Trackier once more?">
        {choicesOf(plan).map(choice => (
          <Choice
            key={choice}
            type="checkbox"
            title={retryWords[choice].title(plan[choice])}
            hint={retryWords[choice].hint}
            risk={retryWords[choice].risk}
            isChosen={chosen.includes(choice)}
            onChange={isChosen =>
              setChosen(isChosen ? [...chosen, choice] : chosen.filter(another => another !== choice))
            }
          />
        ))}
      </ChoiceList>
      {chosen.length > 0 && only === undefined && (
        <p className="quiet">
          This mixture cannot be sent at once: take what Trackier refused together with the failed jobs as well, or only
          what is safe.
        </p>
      )}
      {rows.queued > 0 && (
        <p>The import goes on with it, so {formatCounted(rows.queued, 'queued row')} are sent as well.</p>
      )}
    </ConfirmDialog>
  );
}
