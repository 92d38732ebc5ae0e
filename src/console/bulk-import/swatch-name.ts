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
