import { useId } from 'react';
import { afterPress } from './after-press.ts';
import { desk, useDesk } from './desk.ts';

interface EntryInputProps {
  readonly place: string;
  readonly part: 'name' | 'value';
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** The name or the value of a field that one names oneself, and what is wrong with it. */
export function EntryInput({ place, part, label, text, onChange }: EntryInputProps) {
  const id = useId();
  const fault = useDesk().faultAt(place);
  return (
    <div className="field">
      <input
        className="input"
        name={place}
        aria-label={label}
        placeholder={part === 'name' ? 'Name' : 'Value'}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? id : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => onChange(target.value)}
        onBlur={() => afterPress(() => desk.visit(place))}
      />
      {fault && (
        <span className="field-fault" id={id}>
          {fault}
        </span>
      )}
    </div>
  );
}
