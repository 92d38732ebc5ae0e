import './entry-rows.css';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { Button, IconButton } from '../ui/button.tsx';
import { type Entry, type EntryKind, placeOfEntry } from './conversion-form.ts';
import { desk, useDesk } from './desk.ts';
import { EntryInput } from './entry-input.tsx';

interface EntryRowsProps {
  readonly kind: EntryKind;
  /** One of them, in a word. */
  readonly what: string;
  readonly hint: string;
}

/** Fields that one names oneself. The focus goes to what was added, and after a removal to what took its place. */
export function EntryRows({ kind, what, hint }: EntryRowsProps) {
  const { form, faultAt } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const entries = form[kind];
  const change = (next: readonly Entry[]): void => flushSync(() => desk.change({ ...form, [kind]: next }));
  const add = (): void => {
    change([...entries, { id: 1 + Math.max(0, ...entries.map(({ id }) => id)), name: '', value: '' }]);
    Array.from(box.current?.querySelectorAll('li') ?? [])
      .at(-1)
      ?.querySelector('input')
      ?.focus();
  };
  const remove = (place: number): void => {
    change(entries.toSpliced(place, 1));
    const buttons = box.current?.querySelectorAll('button') ?? [];
    // The last button adds one: it is what is left in the end.
    buttons[Math.min(place, buttons.length - 1)]?.focus();
  };
  return (
    <div className="stack" ref={box}>
      {entries.length > 0 && (
        <ul className="entry-rows">
          {entries.map((entry, place) => (
            <li className="entry-rows-row" key={entry.id}>
              {(['name', 'value'] as const).map(part => (
                <EntryInput
                  key={part}
                  place={placeOfEntry(kind, entry, part)}
                  part={part}
                  label={`${part === 'name' ? 'Name' : 'Value'} of ${what} ${place + 1}`}
                  text={entry[part]}
                  onChange={text => change(entries.with(place, { ...entry, [part]: text }))}
                />
              ))}
              <IconButton icon="cross" label={`Remove ${what} ${place + 1}`} onClick={() => remove(place)} />
            </li>
          ))}
        </ul>
      )}
      {faultAt(kind) && (
        <p className="field-fault" role="alert">
          {faultAt(kind)}
        </p>
      )}
      <div className="row">
        <Button icon="plus" onClick={add}>{`Add a ${what}`}</Button>
        <span className="field-hint">{hint}</span>
      </div>
    </div>
  );
}
