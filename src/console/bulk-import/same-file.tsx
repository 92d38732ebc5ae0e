import { Link } from 'wouter';
import { SameFileDocument, type SameFileQuery } from '../../operations/generated/graphql.ts';
import { useSteadyQuery } from '../api/use-steady-query.ts';
import { Moment } from '../ui/moment.tsx';
import { importStates } from './import-states.ts';

type Earlier = NonNullable<NonNullable<SameFileQuery['bulkImport']>['sameFileAs']>;

/** An earlier import of the same content; null: none, or not known yet. */
export function useSameFile(id: string): Earlier | null {
  const [{ data }] = useSteadyQuery({ query: SameFileDocument, variables: { id } });
  return data?.bulkImport?.sameFileAs ?? null;
}

/** The earlier import, as a link, with what became of it. */
export function SameFileLink({ earlier }: { readonly earlier: Earlier }) {
  return (
    <>
      <Link href={`/imports/${earlier.id}`}>{earlier.fileName ?? 'An earlier import'}</Link>, created{' '}
      <Moment at={earlier.createdAt} />, {importStates[earlier.state].word.toLowerCase()}
    </>
  );
}
