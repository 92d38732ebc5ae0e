import './pager.css';
import { Button } from '../ui/button.tsx';
import { formatCount, formatCounted } from '../ui/figure-text.ts';

interface PagerProps {
  /** What is paged: one, and several of it. */
  readonly singular: string;
  readonly plural: string;
  readonly first: number;
  readonly last: number;
  readonly total: number;
  /** null: there is no such page. */
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
}

/** Which part of a list is in sight, and the ways to the others. */
export function Pager({ singular, plural, first, last, total, onPrevious, onNext }: PagerProps) {
  const isPaged = onPrevious !== null || onNext !== null;
  return (
    <div className="pager">
      <span className="quiet numeric">
        {isPaged
          ? `${formatCount(first)}–${formatCount(last)} of ${formatCounted(total, singular, plural)}`
          : formatCounted(total, singular, plural)}
      </span>
      {isPaged && (
        <span className="row">
          <Button isDisabled={onPrevious === null} label={`Previous ${plural}`} onClick={() => onPrevious?.()}>
            Previous
          </Button>
          <Button isDisabled={onNext === null} label={`Next ${plural}`} onClick={() => onNext?.()}>
            Next
          </Button>
        </span>
      )}
    </div>
  );
}
