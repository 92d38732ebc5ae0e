import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';

const AnnouncerContext = createContext<(sentence: string) => void>(() => {});

const leastGapMs = 10_000;

/** Has sentences read out, the newest one and not more than one in ten seconds. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [sentence, setSentence] = useState('');
  const next = useRef<{ sentence: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const lastMs = useRef(Number.NEGATIVE_INFINITY);
  const announce = useCallback((wanted: string) => {
    if (next.current) {
      next.current.sentence = wanted;
      return;
    }
    const waitMs = Math.max(0, lastMs.current + leastGapMs - performance.now());
    const timer = setTimeout(() => {
      lastMs.current = performance.now();
      setSentence(next.current?.sentence ?? '');
      next.current = null;
    }, waitMs);
    next.current = { sentence: wanted, timer };
  }, []);
  return (
    <AnnouncerContext value={announce}>
      {children}
      <output className="visually-hidden">{sentence}</output>
    </AnnouncerContext>
  );
}

/** What has a sentence read out when it is convenient: for what changes while one looks elsewhere. */
export function useAnnounce(): (sentence: string) => void {
  return useContext(AnnouncerContext);
}
