import { Link, useSearch } from 'wouter';
import { DropZone } from '../prepare/drop-zone.tsx';
import { Page } from '../ui/page.tsx';
import { ImportList } from './import-list.tsx';
import { placeFromSearch } from './list-place.ts';

const lead = (
  <>
    Drop a file of conversions, check it, and watch it go to Trackier. <Link href="/new">What a file looks like</Link>
  </>
);

/** Where one begins: a file to drop, and everything that was imported before. */
export function HistoryPage() {
  const place = placeFromSearch(useSearch());
  return (
    <Page title="Imports" lead={lead}>
      <DropZone />
      <ImportList place={place} />
    </Page>
  );
}
