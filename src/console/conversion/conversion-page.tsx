import { Page } from '../ui/page.tsx';

/** To come. */
export function ConversionPage() {
  return <Page title="Single conversion">To come.</Page>;
}
