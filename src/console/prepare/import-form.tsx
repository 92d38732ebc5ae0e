import './import-form.css';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { ColumnMapping } from '../../conversions/column-plan.ts';
import type { Failure } from '../api/failure.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { formatCounted } from '../ui/figure-text.ts';
import { Panel } from '../ui/panel.tsx';
import { beginImport, type ImportPress, pressImport } from './begin-import.ts';
import { type FileInHand, fileInHand } from './file-in-hand.ts';
import { ImportOptionFields } from './import-option-fields.tsx';
import { usualOptions } from './import-options.ts';
import type { Reading } from './previewing.ts';
import { judge, type Verdict } from './verdict.ts';

interface ImportFormProps {
  readonly inHand: FileInHand;
  readonly reading: Reading;
  readonly mappings: readonly ColumnMapping[];
}

interface Sending {
  readonly press: ImportPress;
  /** null: it is on its way. */
  readonly failure: Failure | null;
}

/** How the file is to be imported, and the button that does it. */
export function ImportForm({ inHand, reading, mappings }: ImportFormProps) {
  const [options, setOptions] = useState(usualOptions);
  const [sending, setSending] = useState<Sending | null>(null);
  const [, navigate] = useLocation();
  const reasonId = useId();
  const verdict = judge(reading, options.onInvalid === 'REJECT_ALL');
  const isUnderWay = sending !== null && sending.failure === null;

  const send = async (press: ImportPress): Promise<void> => {
    setSending({ press, failure: null });
    const begun = await beginImport(press);
    if ('failure' in begun) return setSending({ press, failure: begun.failure });
    fileInHand.putAway();
    navigate(`/imports/${begun.importId}`);
  };

  return (
    <Panel title="How to import it">
      <div className="stack">
        <ImportOptionFields options={options} onChange={setOptions} />
        {sending?.failure && (
          <FailureNotice
            failure={sending.failure}
            {...(sending.failure.isPassing && { onRetry: () => void send(sending.press) })}
          />
        )}
        <div className="import-form-foot">
          <Button
            kind="primary"
            icon="upload"
            isDisabled={verdict.kind !== 'ready' || isUnderWay}
            describedBy={reasonId}
            onClick={() => void send(pressImport(inHand, mappings, options))}
          >
            {verdict.kind === 'ready' ? `Import ${formatCounted(verdict.rows, 'row')}` : 'Import'}
          </Button>
          <p id={reasonId} className={verdict.kind === 'pointless' ? 'field-fault' : 'quiet'}>
            {isUnderWay ? 'The import is being made…' : reasonOf(verdict)}
          </p>
        </div>
      </div>
    </Panel>
  );
}

function reasonOf(verdict: Verdict): string {
  if (verdict.kind === 'checking') return 'It can be imported as soon as all of it is checked.';
  if (verdict.kind === 'pointless') return verdict.reason;
  return 'The file is uploaded, checked once more, and sent to Trackier.';
}
