import { areFaultless } from '../conversions/faultless-rows.ts';
import { builder } from './builder.ts';
import { ListCheck } from './list-check.ts';

const sub = (n: number): string => `Free text that Trackier carries along with the conversion as \`sub${n}\`.`;

/** The GraphQL input type `ConversionInput`. */
export const ConversionInput = builder.inputType('ConversionInput', {
  extensions: { listCheck: new ListCheck(areFaultless) },
  description:
    'A conversion to report. Fields that are null or absent are not sent; nothing is trimmed, mended or dropped. Every value goes to Trackier as it is, or the row is refused with a reason.',
  fields: t => ({
    clickId: t.string({
      required: true,
      description:
        "Trackier's id of the click that converted: 1 to 255 characters, without white space at either end and without control characters.",
    }),
    txnId: t.string({
      description: 'Your own id of the sale. Trackier counts the same click a second time only with a new one.',
    }),
    goalId: t.string({ description: "Trackier's id of the goal that was reached." }),
    saleAmount: t.float({ description: 'The value of the sale, in `currency`: 0 or more.' }),
    currency: t.string({
      description: 'Three capital letters, such as `USD`. Which ones Trackier accepts is its own matter.',
    }),
    sub1: t.string({ description: sub(1) }),
    sub2: t.string({ description: sub(2) }),
    sub3: t.string({ description: sub(3) }),
    sub4: t.string({ description: sub(4) }),
    sub5: t.string({ description: sub(5) }),
    sub6: t.string({ description: sub(6) }),
    sub7: t.string({ description: sub(7) }),
    sub8: t.string({ description: sub(8) }),
    sub9: t.string({ description: sub(9) }),
    sub10: t.string({ description: sub(10) }),
    sub11: t.string({ description: sub(11) }),
    sub12: t.string({ description: sub(12) }),
    sub13: t.string({ description: sub(13) }),
    sub14: t.string({ description: sub(14) }),
    sub15: t.string({ description: sub(15) }),
    customDimensions: t.field({
      type: 'JSONObject',
      description:
        'Your own dimensions, such as `{ "first_name": "Testing" }`: at most 64 KiB as JSON and 5 levels deep.',
    }),
    extra: t.field({
      type: 'JSONObject',
      description:
        'Further fields of Trackier\'s, under its own names and sent as they are, such as `{ "status": "approved" }`. A name that has a typed field here is refused.',
    }),
  }),
});
