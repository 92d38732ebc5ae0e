/** Fifteen free text fields that Trackier carries along with a conversion. */
type SubField = `sub${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15}`;

/**
 * A conversion as a caller reports it: the fields of the GraphQL type `ConversionInput`.
 * A field that is null or absent is not sent.
 */
export type Conversion = {
  readonly clickId: string;
  readonly txnId?: string | null | undefined;
  readonly goalId?: string | null | undefined;
  readonly saleAmount?: number | null | undefined;
  readonly currency?: string | null | undefined;
  readonly customDimensions?: Readonly<Record<string, unknown>> | null | undefined;
  readonly extra?: Readonly<Record<string, unknown>> | null | undefined;
} & { readonly [field in SubField]?: string | null | undefined };
