import './preview-counts.css';
import { formatBytes, formatCount } from '../ui/figure-text.ts';
import { Notice } from '../ui/notice.tsx';
import type { Reading } from './previewing.ts';
import { unreadable } from './verdict.ts';

/** How far the file has been read, and how many rows of each kind it has. */
export function PreviewCounts({ reading, size }: { readonly reading: Reading; readonly size: number }) {
  const { preview, phase, bytes } = reading;
  if (phase === 'unreadable') {
    return (
      <Notice tone="bad" title="The file cannot be read" isAlert>
        {unreadable}
      </Notice>
    );
  }
  const fault = preview?.fault ?? null;
  const isWaiting = fault?.cause.code === 'UNUSABLE_HEADER';
  return (
    <section className="preview-counts" aria-label="What is in the file">
      <dl className="preview-counts-list">
        <Count name="Rows" count={isWaiting ? undefined : preview?.rows} />
        <Count name="Can be sent" count={isWaiting ? undefined : preview?.accepted} tone="good" />
        <Count name="Invalid" count={isWaiting ? undefined : preview?.rejected} tone="bad" />
        <Count name="Duplicates" count={isWaiting ? undefined : preview?.duplicate} tone="warn" />
      </dl>
      <p className="preview-counts-progress">
        {/* Kept when it is full, so that nothing moves. */}
        <progress max={Math.max(size, 1)} value={isWaiting ? 0 : size === 0 ? 1 : bytes} aria-label="Read so far" />
        <span className="quiet numeric">{progressWords(reading, size)}</span>
      </p>
      {fault && !isWaiting && (
        <Notice tone="bad" title="The file cannot be imported as it is">
          {fault.message}
        </Notice>
      )}
    </section>
  );
}

function progressWords({ preview, phase, bytes }: Reading, size: number): string {
  if (preview?.fault?.cause.code === 'UNUSABLE_HEADER') return 'Waits until each column has its place';
  if (phase === 'reading') return `Checking: ${formatBytes(bytes)} of ${formatBytes(size)}`;
  return preview?.fault ? 'Not read to the end' : 'All of it is checked';
}

interface CountProps {
  readonly name: string;
  readonly count: number | undefined;
  readonly tone?: 'good' | 'warn' | 'bad';
}

function Count({ name, count, tone }: CountProps) {
  return (
    <div className="preview-counts-item" data-tone={count ? tone : undefined}>
      <dt>{name}</dt>
      <dd className="numeric">{count === undefined ? '–' : formatCount(count)}</dd>
    </div>
  );
}
