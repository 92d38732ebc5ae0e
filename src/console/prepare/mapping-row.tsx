import { useId, useState } from 'react';
import type { ColumnTarget } from '../../conversions/column-plan.ts';
import { describeTarget, fieldTargets } from './column-targets-in-words.ts';
import { nameForColumn } from './mapping.ts';

interface MappingRowProps {
  readonly column: string;
  readonly example: string;
  /** null: nobody knows yet. */
  readonly target: ColumnTarget | null;
  readonly fault: string | null;
  readonly onChoose: (target: ColumnTarget) => void;
}

/** A column, and what it becomes. */
export function MappingRow({ column, example, target, fault, onChoose }: MappingRowProps) {
  const id = useId();
  const label = column.trim() === '' ? 'the column without a name' : column;
  return (
    <tr>
      <th scope="row" className="mapping-panel-column">
        {column.trim() === '' ? <span className="quiet">(no name)</span> : column}
      </th>
      <td className="mapping-panel-example">
        {example === '' ? <span className="quiet">nothing</span> : <code>{example}</code>}
      </td>
      <td>
        <div className="mapping-panel-target">
          <select
            className="input"
            aria-label={`What ${label} becomes`}
            aria-invalid={fault === null ? undefined : true}
            aria-describedby={fault === null ? undefined : id}
            value={target === null ? '' : target.kind === 'field' ? target.name : target.kind}
            onChange={({ currentTarget }) => onChoose(targetOfOption(currentTarget.value, column))}
          >
            <TargetOptions isOpen={target === null} />
          </select>
          {(target?.kind === 'customDimensions' || target?.kind === 'extra') && (
            <MemberName
              key={`${target.kind} ${target.name}`}
              label={`Name of the ${target.kind === 'extra' ? 'field' : 'dimension'} of ${label}`}
              name={target.name}
              onName={name => onChoose({ kind: target.kind, name })}
            />
          )}
        </div>
        {fault !== null && (
          <p className="field-fault" id={id}>
            {fault}
          </p>
        )}
      </td>
    </tr>
  );
}

function TargetOptions({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <>
      {isOpen && <option value="">Choose what it is…</option>}
      <optgroup label="A field of the conversion">
        {fieldTargets.map(target => (
          <option value={target.name} key={target.name}>
            {describeTarget(target)}
          </option>
        ))}
      </optgroup>
      <option value="customDimensions">Custom dimension…</option>
      <option value="extra">Another field of Trackier’s…</option>
      <option value="ignored">Nothing: leave it out</option>
    </>
  );
}

interface MemberNameProps {
  readonly label: string;
  readonly name: string;
  readonly onName: (name: string) => void;
}

/** Told when somebody is through with it: at each letter the file would be read again. */
function MemberName({ label, name, onName }: MemberNameProps) {
  const [draft, setDraft] = useState(name);
  const settle = (): void => {
    if (draft.trim() === '') setDraft(name);
    else if (draft !== name) onName(draft);
  };
  return (
    <input
      className="input"
      aria-label={label}
      value={draft}
      spellCheck={false}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={settle}
      onKeyDown={({ key }) => {
        if (key === 'Enter') settle();
      }}
    />
  );
}

function targetOfOption(option: string, column: string): ColumnTarget {
  if (option === 'customDimensions' || option === 'extra') return { kind: option, name: nameForColumn(column, option) };
  return fieldTargets.find(({ name }) => name === option) ?? { kind: 'ignored' };
}
