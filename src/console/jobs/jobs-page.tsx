import { Page } from '../ui/page.tsx';

/** To come. */
export function JobsPage() {
  return <Page title="Jobs">To come.</Page>;
}
