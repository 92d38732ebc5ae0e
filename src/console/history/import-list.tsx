import './import-list.css';
import { useRef } from 'react';
import { ImportListDocument, type ImportListQuery } from '../../operations/generated/graphql.ts';
import { usePolled } from '../api/use-polled.ts';
import { formatCount } from '../ui/figure-text.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { StaleNotice } from '../ui/stale-notice.tsx';
import { GroupFilter } from './group-filter.tsx';
import { ImportPager, pageSize } from './import-pager.tsx';
import { ImportRow } from './import-row.tsx';
import { isMoving, type ListPlace } from './list-place.ts';
import { NoImports } from './no-imports.tsx';

const movingMs = 3_000;
const restingMs = 30_000;

// A list has no subscription, and something may begin elsewhere.
const waitMs = ({ bulkImports }: ImportListQuery): number =>
  bulkImports?.edges.some(({ node }) => isMoving(node.state)) ? movingMs : restingMs;

/** The imports of a group, a page at a time, as they are now. */
export function ImportList({ place }: { readonly place: ListPlace }) {
  const { group, trail } = place;
  const top = useRef<HTMLHeadingElement>(null);
  const variables = { first: pageSize, after: trail.at(-1) ?? null, states: group.states && [...group.states] };
  const polled = usePolled({ document: ImportListDocument, variables, waitMs });
  const list = polled.data?.bulkImports;
  return (
    <section className="panel" aria-labelledby="import-list-title">
      <div className="panel-head">
        <h2 id="import-list-title" ref={top} tabIndex={-1}>
          History
        </h2>
        <span className="import-list-total quiet numeric">
          {list &&
            !polled.isOutdated &&
            `${formatCount(list.totalCount)} ${group.states ? 'with this filter' : 'in all'}`}
        </span>
      </div>
      <GroupFilter chosen={group} inNeed={polled.data?.inNeed?.totalCount ?? 0} />
      {polled.failure && <StaleNotice polled={polled} what="The list of imports" />}
      {!list && !polled.failure && <Skeleton lines={6} />}
      {list && !(polled.isOutdated && polled.failure) && (
        <div className={polled.isOutdated ? 'import-list-outdated' : undefined} aria-busy={polled.isOutdated}>
          {list.edges.length === 0 ? (
            <NoImports place={place} />
          ) : (
            <ul className="import-list">
              {list.edges.map(({ node }) => (
                <ImportRow bulkImport={node} key={node.id} />
              ))}
            </ul>
          )}
        </div>
      )}
      {list && <ImportPager place={place} list={list} onTurn={() => top.current?.focus()} />}
    </section>
  );
}
