import { useEffect, useRef } from 'react';
import type { BulkImportState } from '../../operations/generated/graphql.ts';

/**
 * Gives the focus to the page's title where it was lost after an action: the button that somebody pressed is gone with the
 * state that it was for.
 */
export function useKeptFocus(actionCount: number, state: BulkImportState | undefined): void {
  const before = useRef('');
  useEffect(() => {
    const now = `${actionCount} ${state}`;
    const isNew = now !== before.current;
    before.current = now;
    if (actionCount === 0 || !isNew || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [actionCount, state]);
}
