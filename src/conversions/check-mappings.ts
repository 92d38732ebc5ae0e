import { isMemberName, isReservedExtra } from './column-name.ts';
import type { ColumnMapping } from './column-plan.ts';
import { columnOfMapping, nameTarget, targetOfMapping } from './column-targets.ts';

/** A fault of the list of mappings, by its path from the input on. */
export interface MappingIssue {
  readonly path: readonly string[];
  readonly message: string;
}

/** What is wrong with mappings whatever the file may be: to be asked before there is one. */
export function checkMappings(mappings: readonly ColumnMapping[]): readonly MappingIssue[] {
  const columns = new Set<string>();
  const targets = new Set<string>();
  return mappings.flatMap((mapping, index) => {
    const kind = Object.keys(mapping)[0] ?? '';
    const column = columnOfMapping(mapping);
    const target = nameTarget(targetOfMapping(mapping));
    const messages = [
      columns.has(column) ? `${JSON.stringify(column)} must not be mapped twice.` : null,
      target !== null && targets.has(target) ? `${target} must not come from two columns.` : null,
      nameMessage(mapping),
    ];
    columns.add(column);
    if (target !== null) targets.add(target);
    return messages.flatMap(message => (message === null ? [] : [{ path: ['columns', `${index}`, kind], message }]));
  });
}

function nameMessage(mapping: ColumnMapping): string | null {
  const target = targetOfMapping(mapping);
  if (target.kind === 'field' || target.kind === 'ignored') return null;
  if (!isMemberName(target.name)) return 'name must not be empty, begin with NUL or hold half a surrogate pair.';
  return target.kind === 'extra' && isReservedExtra(target.name)
    ? `extra must not repeat ${target.name}, which has a field of its own.`
    : null;
}
