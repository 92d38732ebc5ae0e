import type { Conversion } from '../conversions/conversion.ts';

/** A conversion as Trackier wants it. Keys whose value is undefined are not written as JSON. */
export type WireConversion = Record<string, unknown>;

/**
 * A conversion in Trackier's words; null and absent fields are not sent, those of `extra` are as they came.
 * Written out and not looped over a table: a request may carry ten thousand of them.
 */
export function wireConversionFrom(row: Conversion): WireConversion {
  const wire: WireConversion = { click_id: row.clickId };
  if (row.txnId != null) wire['txn_id'] = row.txnId;
  if (row.goalId != null) wire['goal_id'] = row.goalId;
  if (row.saleAmount != null) wire['sale_amount'] = row.saleAmount;
  if (row.currency != null) wire['currency'] = row.currency;
  if (row.sub1 != null) wire['sub1'] = row.sub1;
  if (row.sub2 != null) wire['sub2'] = row.sub2;
  if (row.sub3 != null) wire['sub3'] = row.sub3;
  if (row.sub4 != null) wire['sub4'] = row.sub4;
  if (row.sub5 != null) wire['sub5'] = row.sub5;
  if (row.sub6 != null) wire['sub6'] = row.sub6;
  if (row.sub7 != null) wire['sub7'] = row.sub7;
  if (row.sub8 != null) wire['sub8'] = row.sub8;
  if (row.sub9 != null) wire['sub9'] = row.sub9;
  if (row.sub10 != null) wire['sub10'] = row.sub10;
  if (row.sub11 != null) wire['sub11'] = row.sub11;
  if (row.sub12 != null) wire['sub12'] = row.sub12;
  if (row.sub13 != null) wire['sub13'] = row.sub13;
  if (row.sub14 != null) wire['sub14'] = row.sub14;
  if (row.sub15 != null) wire['sub15'] = row.sub15;
  if (row.customDimensions != null) wire['custom_dimensions'] = row.customDimensions;
  if (row.extra != null) addOwn(wire, row.extra);
  return wire;
}

function addOwn(wire: WireConversion, extra: Readonly<Record<string, unknown>>): void {
  for (const key of Object.keys(extra)) {
    const value = extra[key];
    // Plain assignment would set the prototype.
    if (key === '__proto__')
      Object.defineProperty(wire, key, { value, enumerable: true, configurable: true, writable: true });
    else wire[key] = value;
  }
}
