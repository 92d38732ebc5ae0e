import { Page } from '../ui/page.tsx';

/** To come. */
export function HistoryPage() {
  return <Page title="Imports">To come.</Page>;
}
