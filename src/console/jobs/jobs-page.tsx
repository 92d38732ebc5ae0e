import { useSearch } from 'wouter';
import { Page } from '../ui/page.tsx';
import { JobList } from './job-list.tsx';
import { JobLookup } from './job-lookup.tsx';

/** What Trackier itself is busy with. */
export function JobsPage() {
  const id = new URLSearchParams(useSearch()).get('id');
  return (
    <Page
      title="Jobs"
      lead="Trackier works off what it is sent as jobs. These are the latest 50 of this key, of all kinds."
    >
      <JobLookup id={id} />
      <JobList />
    </Page>
  );
}
