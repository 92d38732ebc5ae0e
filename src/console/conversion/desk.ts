import { useMemo, useSyncExternalStore } from 'react';
import { ImportConversionsDocument, type ImportConversionsInput } from '../../operations/generated/graphql.ts';
import { client } from '../api/console-session.ts';
import { failureOf } from '../api/failure.ts';
import { makeRandomKey } from '../api/random-key.ts';
import { createConversionDesk, type DeskState, type Outcome } from './conversion-desk.ts';
import { readForm } from './conversion-form.ts';
import { createFormKeys } from './form-keys.ts';

/** The desk of this tab: who goes to look at a job and comes back finds everything where it was. */
export const desk = createConversionDesk({ post, keys: createFormKeys(makeRandomKey), nowMs: Date.now });

async function post(input: ImportConversionsInput): Promise<Outcome> {
  const { data, error } = await client.mutation(ImportConversionsDocument, { input }).toPromise();
  if (data?.importConversions) return { kind: 'result', result: data.importConversions };
  if (error) return { kind: 'failure', failure: failureOf(error) };
  throw new Error('The gateway answered with neither a result nor an error.');
}

/** What is on the desk, and what is wrong at a place as far as it is to be told. */
export function useDesk(): DeskState & { readonly faultAt: (place: string) => string | null } {
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  const { faults } = useMemo(() => readForm(state.form), [state.form]);
  const faultAt = (place: string): string | null =>
    state.isChecked || state.visited.has(place) ? (faults.get(place) ?? null) : null;
  return { ...state, faultAt };
}
