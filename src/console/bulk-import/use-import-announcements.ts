import { useEffect, useRef } from 'react';
import { useAnnounce } from '../ui/announcer.tsx';
import { type Audible, announcementOf } from './announcements.ts';

/** Has new states and every tenth of the way read out. */
export function useImportAnnouncements({ state, progress }: Audible): void {
  const announce = useAnnounce();
  const before = useRef<Audible>(null);
  useEffect(() => {
    const now = { state, progress };
    const sentence = before.current && announcementOf(before.current, now);
    before.current = now;
    if (sentence) announce(sentence);
  }, [announce, state, progress]);
}
