import { builder } from './builder.ts';
import { ConversionFieldEnum } from './conversion-field.ts';

const column =
  'The name of the column as it stands in the header. Case, white space, `_` and `-` do not matter, unless there is a column of exactly this name.';

const FieldColumnInput = builder.inputType('FieldColumnInput', {
  description: 'A column whose cells are a field of the conversion.',
  fields: t => ({
    column: t.string({ required: true, description: column }),
    field: t.field({ type: ConversionFieldEnum, required: true, description: 'The field that its cells are.' }),
  }),
});

const CustomDimensionColumnInput = builder.inputType('CustomDimensionColumnInput', {
  description: 'A column whose cells are a member of `customDimensions`, as text.',
  fields: t => ({
    column: t.string({ required: true, description: column }),
    name: t.string({ required: true, description: 'The name of the dimension, such as `first_name`; sent as it is.' }),
  }),
});

const ExtraColumnInput = builder.inputType('ExtraColumnInput', {
  description: "A column whose cells are a further field of Trackier's, as text.",
  fields: t => ({
    column: t.string({ required: true, description: column }),
    name: t.string({
      required: true,
      description:
        "Trackier's name of the field, such as `status`; sent as it is. A name that has a typed field is refused.",
    }),
  }),
});

/** The GraphQL input type `ColumnMappingInput`. */
export const ColumnMappingInput = builder.inputType('ColumnMappingInput', {
  isOneOf: true,
  description: 'What the cells of one column of a CSV are: exactly one of these. Empty cells are not sent.',
  fields: t => ({
    field: t.field({ type: FieldColumnInput, description: 'They are a field of the conversion.' }),
    customDimension: t.field({ type: CustomDimensionColumnInput, description: 'They are a custom dimension.' }),
    extra: t.field({ type: ExtraColumnInput, description: "They are a further field of Trackier's." }),
    ignore: t.string({ description: 'They are nothing: the name of a column that is not to be sent.' }),
  }),
});
