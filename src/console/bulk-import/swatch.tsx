import './swatch.css';

/** How a place of rows, or a state of a batch, looks: each has a colour and a pattern of its own. */
export type SwatchName =
  | 'imported'
  | 'imported-in-part'
  | 'edited'
  | 'failed'
  | 'unprocessed'
  | 'uncertain'
  | 'unsent'
  | 'awaiting'
  | 'sending'
  | 'queued';

/** The class of whatever is to look like it. */
export const swatchClass = (name: SwatchName): string => `swatch swatch-${name}`;

/** A sample beside the word that it stands for. */
export function Swatch({ name }: { readonly name: SwatchName }) {
  return <span className={`${swatchClass(name)} swatch-sample`} aria-hidden="true" />;
}
