import { GraphQLError } from 'graphql';
import { isObject } from '../conversions/is-object.ts';
import { builder } from './builder.ts';

const refuseInput = (name: string) => (): never => {
  throw new GraphQLError(`${name} is never an input.`);
};

builder.scalarType('DateTime', {
  description:
    'An instant: RFC 3339 with an offset, such as `2018-01-04T12:40:52.331Z`. What Trackier tells beyond milliseconds is cut off.',
  serialize: value => value.toISOString(),
  parseValue: refuseInput('DateTime'),
});

builder.scalarType('LocalDateTime', {
  description:
    "A wall-clock time without an offset, such as `2019-02-01T14:15:57`, in the network's own time zone, which Trackier does not tell. Never read it as UTC, and never compare it with a `DateTime`.",
  serialize: value => value,
  parseValue: refuseInput('LocalDateTime'),
});

builder.scalarType('JSONObject', {
  description: 'Any JSON object, such as `{ "first_name": "Testing" }`. Lists and plain values are refused.',
  serialize: value => value,
  parseValue: value => {
    if (!isObject(value)) throw new GraphQLError('JSONObject: expected a JSON object.');
    return value;
  },
});
