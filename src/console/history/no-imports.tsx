import { Link } from 'wouter';
import { Empty } from '../ui/empty.tsx';
import type { ListPlace } from './list-place.ts';

/** What stands in the place of a list that has nothing. */
export function NoImports({ place: { group, trail } }: { readonly place: ListPlace }) {
  if (group.states === null && trail.length === 0) {
    return (
      <Empty title="Nothing was imported yet">
        <p>
          Drop a CSV with a <code>click_id</code> column above. You see what is in it before anything is sent.
        </p>
      </Empty>
    );
  }
  return (
    <Empty title={trail.length > 0 ? 'There is nothing more' : `No import is under “${group.name}”`}>
      <p>
        <Link href="/">Show all imports</Link>
      </p>
    </Empty>
  );
}
