import { Link } from 'wouter';
import type { ImportListQuery } from '../../operations/generated/graphql.ts';
import { formatCount } from '../ui/figure-text.ts';
import { hrefOfPlace, type ListPlace } from './list-place.ts';

/** How many imports a page shows. */
export const pageSize = 20;

interface ImportPagerProps {
  readonly place: ListPlace;
  readonly list: NonNullable<ImportListQuery['bulkImports']>;
  /** One has gone to another page of the list. */
  readonly onTurn: () => void;
}

/** Which part of the list is shown, and the way to the parts before and after it. */
export function ImportPager({ place: { group, trail }, list, onTurn }: ImportPagerProps) {
  const { totalCount, edges, pageInfo } = list;
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  if (trail.length === 0 && next === null) return null;
  const first = trail.length * pageSize;
  return (
    <nav className="import-list-pager" aria-label="Pages of the history">
      <span className="quiet numeric">
        {edges.length > 0 &&
          `${formatCount(first + 1)} to ${formatCount(first + edges.length)} of ${formatCount(totalCount)}`}
      </span>
      <span className="row">
        {trail.length > 0 && (
          <Link className="button" href={hrefOfPlace({ group, trail: trail.slice(0, -1) })} onClick={onTurn}>
            Newer
          </Link>
        )}
        {next !== null && (
          <Link className="button" href={hrefOfPlace({ group, trail: [...trail, next] })} onClick={onTurn}>
            Older
          </Link>
        )}
      </span>
    </nav>
  );
}
