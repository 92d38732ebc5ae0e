import './choice.css';
import type { ReactNode } from 'react';

interface ChoiceProps {
  readonly type: 'checkbox' | 'radio';
  /** Of radio buttons: that which they share. */
  readonly name?: string;
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  /** What may go wrong with it. */
  readonly risk?: ReactNode;
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}

/** Something to tick, with what it means. */
export function Choice({ type, name, title, hint, risk, isChosen, onChange }: ChoiceProps) {
  return (
    <label className="choice">
      <input type={type} name={name} checked={isChosen} onChange={({ target }) => onChange(target.checked)} />
      <span className="choice-words">
        <span className="choice-title">{title}</span>
        {hint && <span className="choice-hint">{hint}</span>}
        {risk && <span className="choice-risk">{risk}</span>}
      </span>
    </label>
  );
}

/** Things to tick that belong together. */
export function ChoiceList({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset className="choice-list">
      <legend className="choice-legend">{legend}</legend>
      {children}
    </fieldset>
  );
}
