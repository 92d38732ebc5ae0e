import type { ColumnMappingInput, ConversionField } from '../operations/generated/graphql.ts';
import { CommandError } from './command-error.ts';

const fields = [
  ...(['CLICK_ID', 'TXN_ID', 'GOAL_ID', 'SALE_AMOUNT', 'CURRENCY'] as const),
  ...(['SUB1', 'SUB2', 'SUB3', 'SUB4', 'SUB5', 'SUB6', 'SUB7', 'SUB8', 'SUB9', 'SUB10'] as const),
  ...(['SUB11', 'SUB12', 'SUB13', 'SUB14', 'SUB15'] as const),
] as const satisfies readonly ConversionField[];

/** Reads `NAME=TARGET`: what the column of that name is, or nothing after the `=` for one that is not to be sent. */
export function readColumnOption(option: string): ColumnMappingInput {
  const [, column, target = ''] = /^(.+)=([^=]*)$/s.exec(option) ?? [];
  if (column === undefined) throw new CommandError(`--column must be like "Their name=clickId", not "${option}".`);
  if (target === '') return { ignore: column };
  const [, group, name = ''] = /^(custom_?dimensions|extra)\.(.+)$/is.exec(target) ?? [];
  if (group !== undefined) {
    return group.toLowerCase() === 'extra' ? { extra: { column, name } } : { customDimension: { column, name } };
  }
  const field = fields.find(known => loosely(known) === loosely(target));
  if (field) return { field: { column, field } };
  throw new CommandError(
    `--column knows no field "${target}": it takes clickId, txnId, goalId, saleAmount, currency, sub1 to sub15, customDimensions.NAME and extra.NAME.`,
  );
}

const loosely = (name: string): string => name.replaceAll(/[\s_-]/g, '').toLowerCase();
