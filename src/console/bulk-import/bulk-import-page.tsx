import { UploadPanel } from '../prepare/upload-panel.tsx';
import { Page } from '../ui/page.tsx';

/** To come. */
export function BulkImportPage({ id }: { readonly id: string }) {
  return (
    <Page title="Import">
      <UploadPanel importId={id} />
    </Page>
  );
}
