import { useState } from 'react';
import { useClient } from 'urql';
import { carryOut, type ImportAction } from './carry-out.ts';

/** One thing that a person does to an import, while it is done and when it is refused. */
export interface ActionRun {
  readonly run: (action: ImportAction) => void;
  readonly isBusy: boolean;
  /** Why it was not done; null if it was, or was not tried. */
  readonly refusal: string | null;
}

/** Carries actions out, one at a time; `onDone` is told of each that was done. */
export function useImportAction(id: string, onDone: () => void): ActionRun {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const perform = async (action: ImportAction): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    const why = await carryOut(client, id, action);
    setBusy(false);
    setRefusal(why);
    if (why === null) onDone();
  };
  return {
    run: action => {
      if (!isBusy) void perform(action);
    },
    isBusy,
    refusal,
  };
}
