import './row-sums.css';
import { useId, useState } from 'react';
import { formatCount } from '../ui/figure-text.ts';
import { type RowCounts, type RowPlace, rowPlaces, type Sum, sums } from './row-places.ts';
import { Swatch } from './swatch.tsx';

/** The three sums in which every row is counted exactly once; they are the bar's legend as well. */
export function RowSums({ rows }: { readonly rows: RowCounts }) {
  const [told, setTold] = useState<RowPlace | null>(null);
  const meaningId = useId();
  return (
    <div className="row-sums">
      {sums.map(sum => (
        <SumLine key={sum.whole} sum={sum} rows={rows} meaningId={meaningId} onTell={setTold} />
      ))}
      <p className="row-sums-meaning" id={meaningId}>
        {told ? (
          <>
            <strong>{rowPlaces[told].word}</strong>: {rowPlaces[told].meaning}
          </>
        ) : (
          'Point at a number, or move to it by keyboard, to read what it means.'
        )}
      </p>
    </div>
  );
}

interface SumLineProps {
  readonly sum: Sum;
  readonly rows: RowCounts;
  readonly meaningId: string;
  readonly onTell: (place: RowPlace) => void;
}

function SumLine({ sum: { whole, parts }, rows, ...props }: SumLineProps) {
  return (
    <ul className="row-sums-line" aria-label={`How the ${rowPlaces[whole].word} add up`}>
      <Term place={whole} count={rows[whole]} sign={null} {...props} />
      {parts.map((place, order) => (
        <Term key={place} place={place} count={rows[place]} sign={order === 0 ? '=' : '+'} {...props} />
      ))}
    </ul>
  );
}

interface TermProps {
  readonly place: RowPlace;
  readonly count: number;
  readonly sign: '=' | '+' | null;
  /** Where its meaning is told. */
  readonly meaningId: string;
  readonly onTell: (place: RowPlace) => void;
}

/** A number with what it counts. Those that are zero are there, quietly, and no stop for the keyboard. */
function Term({ place, count, sign, meaningId, onTell }: TermProps) {
  const { word, swatch } = rowPlaces[place];
  const tell = (): void => onTell(place);
  return (
    <li className="row-sums-item" data-sign={sign}>
      {sign && <span className="row-sums-sign">{sign}</span>}
      <button
        type="button"
        className={`row-sums-term${count === 0 ? ' row-sums-zero' : ''}`}
        tabIndex={count === 0 ? -1 : 0}
        aria-describedby={meaningId}
        onFocus={tell}
        onPointerEnter={tell}
        onClick={tell}
      >
        <span className="row-sums-count numeric">{formatCount(count)}</span>{' '}
        <span className="row-sums-word">
          {swatch && <Swatch name={swatch} />}
          {word}
        </span>
      </button>
    </li>
  );
}
