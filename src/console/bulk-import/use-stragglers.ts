import { useEffect } from 'react';
import type { BulkImportState } from '../../operations/generated/graphql.ts';

interface Cancelled {
  readonly state: BulkImportState;
  readonly rows: { readonly queued: number; readonly awaiting: number };
}

const gapMs = 5_000;

/**
 * Looks again at a cancelled import while Trackier still has something of it to tell: the subscription ends with the
 * cancelling, what was sent before goes on.
 */
export function useStragglers(bulkImport: Cancelled | null, again: () => void): void {
  const isOpen = bulkImport?.state === 'CANCELLED' && bulkImport.rows.queued + bulkImport.rows.awaiting > 0;
  useEffect(() => {
    if (!isOpen) return undefined;
    const timer = setInterval(again, gapMs);
    return () => clearInterval(timer);
  }, [isOpen, again]);
}
