import SchemaBuilder from '@pothos/core';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import ErrorsPlugin from '@pothos/plugin-errors';
import type { GatewayContext } from './context.ts';
import { scopePlugin } from './scope-plugin.ts';

/** The one Pothos builder: every file of this folder registers its types on it by being imported. */
export const builder = new SchemaBuilder<{
  Context: GatewayContext;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: never; Output: Date };
    LocalDateTime: { Input: never; Output: string };
    JSONObject: { Input: Readonly<Record<string, unknown>>; Output: Readonly<Record<string, unknown>> };
  };
}>({
  // The first is asked first: whoever is not allowed reaches no loader, and no union of errors.
  plugins: [scopePlugin, ErrorsPlugin, DataloaderPlugin],
  defaultFieldNullability: false,
  errors: { directResult: true },
});
