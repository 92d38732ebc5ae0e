import './batch-strip.css';
import { type KeyboardEvent, memo, type SyntheticEvent, useRef } from 'react';
import { cellWords, swatchOf } from './batch-states.ts';
import { placeAfterKey } from './strip-moves.ts';
import './swatch.css';
import { type SwatchName, swatchClass } from './swatch-name.ts';
import type { StripBatch } from './use-batch-pages.ts';

interface BatchStripProps {
  readonly batches: readonly StripBatch[];
  /** Places that are kept for batches which are still read. */
  readonly missing: number;
  /** The index of the batch that was chosen; null: none. */
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
  /** The pointer is over a batch; null: over none. */
  readonly onPoint: (index: number | null) => void;
}

/** A cell for each batch, in their order. One stop for the keyboard; arrow keys go from cell to cell. */
export const BatchStrip = memo(Strip);

function Strip({ batches, missing, chosen, onChoose, onPoint }: BatchStripProps) {
  const list = useRef<HTMLDivElement>(null);
  const entry = Math.max(
    0,
    batches.findIndex(({ index }) => index === chosen),
  );
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const cells = list.current;
    if (!cells || event.altKey || event.ctrlKey || event.metaKey) return;
    const columns = getComputedStyle(cells).gridTemplateColumns.split(' ').length;
    const place = placeAfterKey(event.key, entry, batches.length, columns);
    const batch = place === null ? undefined : batches[place];
    const cell = place === null ? undefined : cells.children[place];
    if (!batch || !(cell instanceof HTMLElement)) return;
    event.preventDefault();
    onChoose(batch.index);
    cell.focus();
  };
  const choose = (event: SyntheticEvent): void => {
    const index = indexOf(event.target);
    if (index !== null) onChoose(index);
  };
  return (
    <div
      ref={list}
      role="toolbar"
      aria-label="Batches, in the order of the file"
      className="batch-strip"
      tabIndex={-1}
      onKeyDown={move}
      onFocus={choose}
      onClick={choose}
      onPointerOver={({ target, pointerType }) => pointerType === 'mouse' && onPoint(indexOf(target))}
      onPointerLeave={() => onPoint(null)}
    >
      {batches.map((batch, place) => (
        <Cell
          key={batch.index}
          index={batch.index}
          swatch={swatchOf(batch)}
          words={cellWords(batch)}
          isEntry={place === entry}
          isChosen={batch.index === chosen}
        />
      ))}
      {Array.from({ length: missing }, (_, place) => (
        <span key={`missing ${place}`} className="batch-strip-missing" />
      ))}
    </div>
  );
}

function indexOf(target: EventTarget): number | null {
  const index = target instanceof HTMLElement ? target.dataset['index'] : undefined;
  return index === undefined ? null : Number(index);
}

interface CellProps {
  readonly index: number;
  readonly swatch: SwatchName;
  readonly words: string;
  readonly isEntry: boolean;
  readonly isChosen: boolean;
}

const Cell = memo(({ index, swatch, words, isEntry, isChosen }: CellProps) => (
  <button
    type="button"
    aria-pressed={isChosen}
    aria-label={`Batch ${index + 1}: ${words}`}
    aria-describedby={isChosen ? 'batch-detail' : undefined}
    tabIndex={isEntry ? 0 : -1}
    data-index={index}
    className={`batch-strip-cell ${swatchClass(swatch)}`}
  />
));
