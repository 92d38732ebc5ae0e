import type { ConversionField, conversionFields } from './conversion-fields.ts';

/** A value of the GraphQL enum `ConversionField`. */
export type ConversionFieldName = Exclude<(typeof conversionFields)[number]['enumName'], null>;

/** What a caller says of a column; the GraphQL type `ColumnMappingInput`. */
export type ColumnMapping =
  | { readonly field: { readonly column: string; readonly field: ConversionFieldName } }
  | { readonly customDimension: { readonly column: string; readonly name: string } }
  | { readonly extra: { readonly column: string; readonly name: string } }
  | { readonly ignore: string };

/** Where the cells of a column go: into a typed field, a member of one of the two objects, or nowhere. */
export type ColumnTarget =
  | { readonly kind: 'field'; readonly name: Exclude<ConversionField['name'], 'customDimensions'> }
  | { readonly kind: 'customDimensions' | 'extra'; readonly name: string }
  | { readonly kind: 'ignored' };

/** A column of a file. */
export interface PlannedColumn {
  /** As the caller wrote it in the header. */
  readonly column: string;
  readonly target: ColumnTarget;
}

/** How the cells of a file's rows become conversions, in the order of the columns; plain JSON, to be kept with the rows. */
export type ColumnPlan = readonly PlannedColumn[];
