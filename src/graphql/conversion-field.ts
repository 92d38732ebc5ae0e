import type { ConversionFieldName } from '../conversions/column-plan.ts';
import { builder } from './builder.ts';

const field = (name: string, more = ''): { description: string } => ({
  description: `The field \`${name}\` of \`ConversionInput\`.${more}`,
});

/** The GraphQL enum `ConversionField`. */
export const ConversionFieldEnum = builder.enumType('ConversionField', {
  description: 'A field of a conversion that the cells of a column can be.',
  values: {
    CLICK_ID: field('clickId'),
    TXN_ID: field('txnId'),
    GOAL_ID: field('goalId'),
    SALE_AMOUNT: field(
      'saleAmount',
      ' The decimal point is a point, and nothing parts thousands: `12,50` and `1,234.50` are faults.',
    ),
    CURRENCY: field('currency'),
    SUB1: field('sub1'),
    SUB2: field('sub2'),
    SUB3: field('sub3'),
    SUB4: field('sub4'),
    SUB5: field('sub5'),
    SUB6: field('sub6'),
    SUB7: field('sub7'),
    SUB8: field('sub8'),
    SUB9: field('sub9'),
    SUB10: field('sub10'),
    SUB11: field('sub11'),
    SUB12: field('sub12'),
    SUB13: field('sub13'),
    SUB14: field('sub14'),
    SUB15: field('sub15'),
  } satisfies Record<ConversionFieldName, { description: string }>,
});
