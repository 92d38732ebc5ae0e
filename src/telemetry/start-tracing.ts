import { noSpans } from './spans.ts';
import type { Tracing, TracingOptions } from './tracing.ts';

/** Begins to trace where a collector is named; otherwise nothing is loaded, and nothing is traced. */
export async function startTracing(
  endpoint: string | null,
  options: Omit<TracingOptions, 'endpoint'>,
): Promise<Tracing> {
  if (endpoint === null) return { ...noSpans, close: async () => {} };
  const { createTracing } = await import('./tracing.ts');
  return createTracing({ ...options, endpoint });
}
