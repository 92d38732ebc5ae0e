import type { Conversion } from './conversion.ts';

/** What a typed field holds, and so which rule its value is held to. */
export type ConversionFieldKind = 'click-id' | 'text' | 'amount' | 'currency' | 'object';

/** A typed field of a conversion under each of its names. */
export interface ConversionField {
  /** In `ConversionInput`. */
  readonly name: Exclude<keyof Conversion, 'extra'>;
  /** On Trackier's wire. */
  readonly wireName: string;
  /** In the GraphQL enum `ConversionField`; null where a CSV column cannot hold the field. */
  readonly enumName: string | null;
  readonly kind: ConversionFieldKind;
}

/** The typed fields of a conversion, in the order in which they are written and checked. `extra` has no name of its own on the wire. */
export const conversionFields = [
  { name: 'clickId', wireName: 'click_id', enumName: 'CLICK_ID', kind: 'click-id' },
  { name: 'txnId', wireName: 'txn_id', enumName: 'TXN_ID', kind: 'text' },
  { name: 'goalId', wireName: 'goal_id', enumName: 'GOAL_ID', kind: 'text' },
  { name: 'saleAmount', wireName: 'sale_amount', enumName: 'SALE_AMOUNT', kind: 'amount' },
  { name: 'currency', wireName: 'currency', enumName: 'CURRENCY', kind: 'currency' },
  { name: 'sub1', wireName: 'sub1', enumName: 'SUB1', kind: 'text' },
  { name: 'sub2', wireName: 'sub2', enumName: 'SUB2', kind: 'text' },
  { name: 'sub3', wireName: 'sub3', enumName: 'SUB3', kind: 'text' },
  { name: 'sub4', wireName: 'sub4', enumName: 'SUB4', kind: 'text' },
  { name: 'sub5', wireName: 'sub5', enumName: 'SUB5', kind: 'text' },
  { name: 'sub6', wireName: 'sub6', enumName: 'SUB6', kind: 'text' },
  { name: 'sub7', wireName: 'sub7', enumName: 'SUB7', kind: 'text' },
  { name: 'sub8', wireName: 'sub8', enumName: 'SUB8', kind: 'text' },
  { name: 'sub9', wireName: 'sub9', enumName: 'SUB9', kind: 'text' },
  { name: 'sub10', wireName: 'sub10', enumName: 'SUB10', kind: 'text' },
  { name: 'sub11', wireName: 'sub11', enumName: 'SUB11', kind: 'text' },
  { name: 'sub12', wireName: 'sub12', enumName: 'SUB12', kind: 'text' },
  { name: 'sub13', wireName: 'sub13', enumName: 'SUB13', kind: 'text' },
  { name: 'sub14', wireName: 'sub14', enumName: 'SUB14', kind: 'text' },
  { name: 'sub15', wireName: 'sub15', enumName: 'SUB15', kind: 'text' },
  { name: 'customDimensions', wireName: 'custom_dimensions', enumName: null, kind: 'object' },
] as const satisfies readonly ConversionField[];
