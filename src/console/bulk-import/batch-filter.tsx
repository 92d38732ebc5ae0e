import { useId } from 'react';
import type { BulkImportBatchState } from '../../operations/generated/graphql.ts';
import { batchStates } from './batch-states.ts';

interface BatchFilterProps {
  readonly state: BulkImportBatchState | null;
  readonly onShow: (state: BulkImportBatchState | null) => void;
}

const states: readonly BulkImportBatchState[] = [
  'QUEUED',
  'SENDING',
  'SUBMITTED',
  'IMPORTED',
  'HALTED',
  'UNCERTAIN',
  'FAILED',
  'CANCELLED',
];

/** Lets one see only batches in one state. */
export function BatchFilter({ state, onShow }: BatchFilterProps) {
  const id = useId();
  return (
    <span className="row">
      <label htmlFor={id} className="quiet">
        Show
      </label>
      <span>
        <select
          id={id}
          className="input"
          value={state ?? ''}
          onChange={({ target }) => onShow(states.find(name => name === target.value) ?? null)}
        >
          <option value="">All batches</option>
          {states.map(name => (
            <option key={name} value={name}>
              {batchStates[name].word}
            </option>
          ))}
        </select>
      </span>
    </span>
  );
}
