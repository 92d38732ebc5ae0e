import './swatch.css';
import { type SwatchName, swatchClass } from './swatch-name.ts';

/** A sample beside the word that it stands for. */
export function Swatch({ name }: { readonly name: SwatchName }) {
  return <span className={`${swatchClass(name)} swatch-sample`} aria-hidden="true" />;
}
