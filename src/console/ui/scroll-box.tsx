import './panel.css';
import { type ReactNode, useEffect, useRef } from 'react';

interface ScrollBoxProps {
  /** What is in it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Holds what may be wider than the page, and is a stop of the keyboard when it is: not every browser makes it one. */
export function ScrollBox({ label, children }: ScrollBoxProps) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = box;
    const observer = new ResizeObserver(() => {
      if (current) current.tabIndex = current.scrollWidth > current.clientWidth ? 0 : -1;
    });
    for (const element of current ? [current, ...current.children] : []) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={box} className="table-scroll" aria-label={label}>
      {children}
    </section>
  );
}
