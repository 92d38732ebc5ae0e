import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import { ImportActionsFragmentDoc } from '../../operations/generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import type { DialogName } from './import-dialogs.tsx';
import { canCancel, remediesOf } from './remedies.ts';

interface ImportActionsProps {
  readonly bulkImport: FragmentType<typeof ImportActionsFragmentDoc>;
  readonly open: (name: DialogName) => void;
}

/** What can be done to an import that does not ask for anything; what it asks for stands beside its problem. */
export function ImportActions({ bulkImport, open }: ImportActionsProps) {
  const facts = getFragmentData(ImportActionsFragmentDoc, bulkImport);
  const { state, problem } = facts;
  return (
    <>
      {canCancel(facts) && <Button onClick={() => open('cancel')}>Cancel…</Button>}
      {problem === null && hasLeftovers(facts) && (
        <Button icon="retry" onClick={() => open('retry')}>
          Send again…
        </Button>
      )}
      {state === 'READY' && (
        <Button kind="primary" onClick={() => open('start')}>
          Start…
        </Button>
      )}
    </>
  );
}

const hasLeftovers = (facts: Parameters<typeof remediesOf>[0]): boolean => remediesOf(facts).includes('retry');
