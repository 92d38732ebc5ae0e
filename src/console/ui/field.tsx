import './controls.css';
import { type ReactNode, useId } from 'react';

/** What the input inside a field has to carry. */
export interface FieldInputProps {
  readonly id: string;
  readonly className: 'input';
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** null: none. */
  readonly fault?: string | null | undefined;
  readonly children: (props: FieldInputProps) => ReactNode;
}

/** An input with its label, a hint, and what is wrong with it. */
export function Field({ label, hint, fault = null, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        className: 'input',
        'aria-invalid': fault ? true : undefined,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
      })}
      {hint && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span className="field-fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}
