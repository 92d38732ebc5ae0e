import type { BulkImportState } from '../../operations/generated/graphql.ts';

/** A choice of imports, as it stands in the address. */
export interface ImportGroup {
  readonly slug: string;
  readonly name: string;
  /** null: all. */
  readonly states: readonly BulkImportState[] | null;
}

const allImports: ImportGroup = { slug: '', name: 'All', states: null };

/** What one can choose from; together they are all. */
export const importGroups: readonly ImportGroup[] = [
  allImports,
  { slug: 'waiting', name: 'Not started', states: ['AWAITING_UPLOAD', 'READY'] },
  { slug: 'running', name: 'Running', states: ['UPLOADING', 'RUNNING'] },
  { slug: 'attention', name: 'Needs attention', states: ['NEEDS_ATTENTION'] },
  { slug: 'done', name: 'Completed', states: ['COMPLETED'] },
  { slug: 'stopped', name: 'Cancelled or failed', states: ['CANCELLED', 'FAILED'] },
];

/** Whether an import changes by itself. */
export function isMoving(state: BulkImportState): boolean {
  return state === 'UPLOADING' || state === 'RUNNING';
}

/** What of the list is looked at. */
export interface ListPlace {
  readonly group: ImportGroup;
  /** The cursors of the pages that one has left behind: lists of the API have no way back. */
  readonly trail: readonly string[];
}

/** Reads a place from an address; what it does not know is the beginning of everything. */
export function placeFromSearch(search: string): ListPlace {
  const asked = new URLSearchParams(search);
  const slug = asked.get('show') ?? '';
  return { group: importGroups.find(group => group.slug === slug) ?? allImports, trail: asked.getAll('after') };
}

/** The address of a place. */
export function hrefOfPlace({ group, trail }: ListPlace): string {
  const asked = new URLSearchParams(trail.map(cursor => ['after', cursor]));
  if (group.slug !== '') asked.append('show', group.slug);
  const search = asked.toString();
  return search === '' ? '/' : `/?${search}`;
}
