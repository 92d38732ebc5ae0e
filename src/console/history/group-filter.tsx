import { Link } from 'wouter';
import { formatCount } from '../ui/figure-text.ts';
import { hrefOfPlace, type ImportGroup, importGroups } from './list-place.ts';

interface GroupFilterProps {
  readonly chosen: ImportGroup;
  /** How many imports wait for a person. */
  readonly inNeed: number;
}

/** Chooses which imports are shown; each choice has an address. */
export function GroupFilter({ chosen, inNeed }: GroupFilterProps) {
  return (
    <nav className="import-list-filter" aria-label="Which imports">
      {importGroups.map(group => (
        <Link
          key={group.slug}
          href={hrefOfPlace({ group, trail: [] })}
          className="import-list-group"
          aria-current={group === chosen ? 'true' : undefined}
        >
          {group.name}
          {group.slug === 'attention' && inNeed > 0 && <span className="import-list-need">{formatCount(inNeed)}</span>}
        </Link>
      ))}
    </nav>
  );
}
