import { isReservedExtra, looseName, targetOfColumn } from './column-name.ts';
import type { ColumnMapping, ColumnPlan, ColumnTarget, PlannedColumn } from './column-plan.ts';
import { columnOfMapping, nameTarget, targetOfMapping } from './column-targets.ts';
import type { ColumnFault } from './file-fault.ts';

/** A plan, or everything that is wrong with the header. */
export type PlanResult = { readonly plan: ColumnPlan } | { readonly faults: readonly ColumnFault[] };

/**
 * Plans where the cells of each column go: as the caller's mappings say, otherwise as the column's name says. Nothing is
 * guessed at and nothing dropped: a column that neither covers is a fault.
 */
export function planColumns(header: readonly string[], mappings: readonly ColumnMapping[] | null): PlanResult {
  const { mapped, faults } = placeMappings(header, mappings ?? []);
  const targets = header.map((column, place) => mapped.get(place) ?? targetOfColumn(column));
  const plan = header.flatMap((column, place) => planned(column, targets[place]));
  faults.push(...findUnknown(header, targets), ...findMisdirected(plan));
  // Of a file with unknown columns the click id may be one: to say that none is there would be a guess.
  if (faults.length === 0 && !plan.some(({ target }) => nameTarget(target) === 'clickId')) {
    faults.push({ code: 'NO_CLICK_ID' });
  }
  return faults.length > 0 ? { faults } : { plan };
}

function planned(column: string, target: ColumnTarget | null | undefined): PlannedColumn[] {
  return target === null || target === undefined ? [] : [{ column, target }];
}

function placeMappings(header: readonly string[], mappings: readonly ColumnMapping[]) {
  const mapped = new Map<number, ColumnTarget>();
  const faults: ColumnFault[] = [];
  const findPlaces = createPlaceFinder(header);
  for (const mapping of mappings) {
    const column = columnOfMapping(mapping);
    const target = targetOfMapping(mapping);
    const places = findPlaces(column);
    if (places.length === 0) faults.push({ code: 'MISSING_COLUMN', column });
    // All columns of one name can be ignored, since it does not matter then which is which.
    const isAmbiguous = (places.length > 1 && target.kind !== 'ignored') || places.some(place => mapped.has(place));
    if (isAmbiguous) faults.push({ code: 'AMBIGUOUS_COLUMN', column });
    for (const place of places) mapped.set(place, target);
  }
  return { mapped, faults };
}

function createPlaceFinder(header: readonly string[]): (column: string) => readonly number[] {
  const places = [...header.keys()];
  const byName = Map.groupBy(places, place => header[place] ?? '');
  const byLooseName = Map.groupBy(places, place => looseName(header[place] ?? ''));
  return column => byName.get(column) ?? byLooseName.get(looseName(column)) ?? [];
}

function findUnknown(header: readonly string[], targets: readonly (ColumnTarget | null)[]): readonly ColumnFault[] {
  const unknown = [...header.keys()].filter(place => targets[place] === null);
  const columns = [...new Set(unknown.map(place => header[place] ?? ''))].filter(name => name.trim() !== '');
  const places = unknown.filter(place => header[place]?.trim() === '').map(place => place + 1);
  return [
    ...(columns.length > 0 ? [{ code: 'UNKNOWN_COLUMNS', columns } as const] : []),
    ...(places.length > 0 ? [{ code: 'UNNAMED_COLUMNS', places } as const] : []),
  ];
}

function findMisdirected(plan: ColumnPlan): readonly ColumnFault[] {
  const columnsByTarget = Map.groupBy(plan, ({ target }) => nameTarget(target));
  columnsByTarget.delete(null);
  const repeated = [...columnsByTarget].filter(([, columns]) => columns.length > 1);
  const reserved = plan.filter(({ target }) => target.kind === 'extra' && isReservedExtra(target.name));
  return [
    ...repeated.map(([target, columns]) => {
      return { code: 'REPEATED_TARGET', target: target ?? '', columns: columns.map(({ column }) => column) } as const;
    }),
    ...reserved.map(({ column }) => ({ code: 'RESERVED_EXTRA', column }) as const),
  ];
}
