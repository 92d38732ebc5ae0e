import './job-lookup.css';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { JobDetail } from './job-detail.tsx';

/** Finds a job by its id, which then stands in the address. */
export function JobLookup({ id }: { readonly id: string | null }) {
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState(id ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const [lastId, setLastId] = useState(id);
  if (lastId !== id) {
    // One went back, or came by another link.
    setLastId(id);
    setTyped(id ?? '');
    setFault(null);
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = typed.trim();
    if (wanted === '') setFault('Put the id of a job in here first.');
    else navigate(`/jobs?id=${encodeURIComponent(wanted)}`);
  };
  return (
    <Panel title="One job" isFlush>
      <form className="job-lookup" onSubmit={submit}>
        <Field label="Id of the job" hint={fault ? null : 'For a job that is not among the latest.'} fault={fault}>
          {props => (
            <input
              {...props}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        <Button type="submit">Look it up</Button>
      </form>
      {id !== null && (
        <div className="job-lookup-found">
          <JobDetail id={id} key={id} isAlone />
        </div>
      )}
    </Panel>
  );
}
