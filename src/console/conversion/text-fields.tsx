import { useState } from 'react';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { afterPress } from './after-press.ts';
import type { FieldName } from './conversion-form.ts';
import { desk, useDesk } from './desk.ts';

interface TextFieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string;
  /** A hint that helps when something is wrong, too. */
  readonly example?: string;
  readonly inputMode?: 'decimal';
}

/** The fields that most conversions have. */
export function TextFields() {
  return (
    <div className="conversion-page-fields">
      <div className="conversion-page-wide">
        <TextField name="clickId" label="Click id" hint="Trackier's id of the click that converted. Required." />
      </div>
      <TextField name="txnId" label="Transaction id" hint="Your own id of the sale." />
      <TextField name="goalId" label="Goal id" hint="If the campaign has goals." />
      <TextField name="saleAmount" label="Sale amount" example="Such as 12.50, with a point." inputMode="decimal" />
      <TextField name="currency" label="Currency" hint="Three capital letters: USD" />
    </div>
  );
}

const subNames = [
  'sub1',
  'sub2',
  'sub3',
  'sub4',
  'sub5',
  'sub6',
  'sub7',
  'sub8',
  'sub9',
  'sub10',
  'sub11',
  'sub12',
  'sub13',
  'sub14',
  'sub15',
] as const satisfies readonly FieldName[];

/** The fields that few conversions have, behind a word that says so. */
export function MoreFields() {
  const { form } = useDesk();
  const filledCount = subNames.filter(name => form.fields[name]).length;
  const [isOpen, setOpen] = useState(filledCount > 0);
  return (
    <details className="conversion-page-more" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" /> More fields: sub1 to sub15
        {filledCount > 0 && <span className="quiet"> · {filledCount} filled in</span>}
      </summary>
      <div className="conversion-page-fields conversion-page-subs">
        {subNames.map(name => (
          <TextField key={name} name={name} label={name} />
        ))}
      </div>
    </details>
  );
}

function TextField({ name, label, hint, example, inputMode }: TextFieldProps) {
  const { form, faultAt } = useDesk();
  const fault = faultAt(name);
  return (
    // What is wrong stands in the place of the hint, so that little moves.
    <Field label={label} hint={fault ? null : (hint ?? example)} fault={fault && [fault, example].join(' ')}>
      {props => (
        <input
          {...props}
          name={name}
          required={name === 'clickId'}
          autoComplete="off"
          spellCheck={false}
          inputMode={inputMode}
          value={form.fields[name] ?? ''}
          onChange={({ target }) => desk.change({ ...form, fields: { ...form.fields, [name]: target.value } })}
          onBlur={() => afterPress(() => desk.visit(name))}
        />
      )}
    </Field>
  );
}
