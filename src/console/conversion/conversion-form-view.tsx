import { useRef, useState } from 'react';
import type { ImportConversionsInput } from '../../operations/generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import type { Purpose } from './conversion-desk.ts';
import { readForm } from './conversion-form.ts';
import { desk, useDesk } from './desk.ts';
import { EntryRows } from './entry-rows.tsx';
import { GraphQLDialog } from './graphql-dialog.tsx';
import { PostbackField } from './postback-field.tsx';
import { MoreFields, TextFields } from './text-fields.tsx';

/** The form of a conversion. Nothing is sent while something is wrong with it: the focus goes there instead. */
export function ConversionFormView() {
  const form = useRef<HTMLFormElement>(null);
  const [shown, setShown] = useState<ImportConversionsInput | null>(null);
  const withInput = (purpose: Purpose, next: (input: ImportConversionsInput) => void): void => {
    const input = desk.inputFor(purpose);
    if (input) next(input);
    else focusFirstFault(form.current);
  };
  const clear = (): void => {
    desk.clear();
    form.current?.querySelector('input')?.focus();
  };
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        withInput('check', input => void desk.send(input));
      }}
    >
      <Panel title="Conversion">
        <div className="stack">
          <TextFields />
          <MoreFields />
        </div>
      </Panel>
      <Panel title="Custom dimensions">
        <EntryRows kind="customDimensions" what="dimension" hint="Your own figures and words, such as first_name." />
      </Panel>
      <Panel title="Other fields of Trackier's">
        <EntryRows kind="extra" what="field" hint="Under Trackier's own names, such as status. Sent as they are." />
      </Panel>
      <Panel title="Sending it">
        <div className="stack">
          <PostbackField />
          <SendButtons
            onImport={() => withInput('import', input => void desk.send(input))}
            onShow={() => withInput('import', setShown)}
            onClear={clear}
          />
        </div>
      </Panel>
      {shown && <GraphQLDialog input={shown} onClose={() => setShown(null)} />}
    </form>
  );
}

function focusFirstFault(form: HTMLFormElement | null): void {
  const { faults } = readForm(desk.state().form);
  const inputs = Array.from(form?.querySelectorAll('input') ?? []);
  inputs.find(({ name }) => faults.has(name))?.focus();
}

interface SendButtonsProps {
  readonly onImport: () => void;
  readonly onShow: () => void;
  readonly onClear: () => void;
}

function SendButtons({ onImport, onShow, onClear }: SendButtonsProps) {
  const { sending } = useDesk();
  return (
    <>
      <div className="row">
        <Button kind="primary" icon="upload" isDisabled={sending !== null} onClick={onImport}>
          {sending === 'import' ? 'Importing…' : 'Import'}
        </Button>
        <Button type="submit" icon="check" isDisabled={sending !== null}>
          {sending === 'check' ? 'Checking…' : 'Check only'}
        </Button>
        <Button onClick={onShow}>Show as GraphQL</Button>
        <Button kind="bare" onClick={onClear}>
          Clear
        </Button>
      </div>
      <p className="field-hint">
        What is filled in here has a key of its own, which goes with it: pressing twice, or again after a lost
        connection, cannot import it twice. Changing something makes it another conversion, with another key.
      </p>
    </>
  );
}
