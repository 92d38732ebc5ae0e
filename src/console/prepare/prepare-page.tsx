import { Page } from '../ui/page.tsx';

/** To come. */
export function PreparePage() {
  return <Page title="New import">To come.</Page>;
}
