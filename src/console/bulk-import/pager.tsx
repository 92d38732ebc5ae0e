import './pager.css';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../ui/figure-text.ts';

interface PagerProps {
  /** What is paged, in the plural. */
  readonly what: string;
  readonly first: number;
  readonly last: number;
  readonly total: number;
  /** null: there is no such page. */
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
}

/** Which part of a list is in sight, and the ways to the others. */
export function Pager({ what, first, last, total, onPrevious, onNext }: PagerProps) {
  return (
    <div className="pager">
      <span className="quiet numeric">
        {last === 0 ? 'None' : `${formatCount(first)}–${formatCount(last)} of ${formatCount(total)}`}
      </span>
      {(onPrevious || onNext) && (
        <span className="row">
          <Button isDisabled={onPrevious === null} label={`Previous ${what}`} onClick={() => onPrevious?.()}>
            Previous
          </Button>
          <Button isDisabled={onNext === null} label={`Next ${what}`} onClick={() => onNext?.()}>
            Next
          </Button>
        </span>
      )}
    </div>
  );
}
