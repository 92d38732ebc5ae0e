import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { session } from '../api/console-session.ts';
import type { Demand } from '../api/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';

const words = {
  token: {
    label: 'Access token',
    hint: 'Whoever runs this gateway gives you one. It stays in this tab, until you close it or sign out.',
  },
  'api-key': {
    label: 'Trackier API key',
    hint: 'The gateway sends it on to Trackier. It stays in this tab, until you close it or sign out.',
  },
} as const;

/** Asks for a credential while the gateway wants one; what waits for it behind goes on afterwards. */
export function SignIn() {
  const demand = useSyncExternalStore(session.subscribe, session.demand);
  return demand && <SignInDialog demand={demand} key={String(demand.isRefused)} />;
}

function SignInDialog({ demand }: { readonly demand: Demand }) {
  const [secret, setSecret] = useState('');
  const [fault, setFault] = useState<string | null>(demand.isRefused ? demand.reason : null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const typed = secret.trim();
    if (typed === '') return setFault('Put it in here first.');
    // No header can carry anything else.
    if (!/^[\x21-\x7e]+$/.test(typed)) return setFault('It has a character that no such secret has: copy it again.');
    session.signIn(typed);
  };
  const { label, hint } = words[demand.kind];
  return (
    <Dialog title={demand.isRefused ? 'Sign in again' : 'Sign in'} onClose={null}>
      <form className="stack" onSubmit={submit}>
        {demand.isRefused && <p>You are where you were: what you have begun goes on after it.</p>}
        <Field label={label} hint={hint} fault={fault}>
          {props => (
            <input
              {...props}
              type="password"
              autoComplete="off"
              spellCheck={false}
              value={secret}
              onChange={({ target }) => setSecret(target.value)}
            />
          )}
        </Field>
        <div className="dialog-foot">
          <Button kind="primary" type="submit">
            Sign in
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
