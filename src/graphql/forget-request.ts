import { RequestCache } from '@pothos/plugin-scope-auth';
import type { GatewayContext } from './context.ts';

/**
 * Lets go of what Pothos keeps of a request whose operation is over. It hangs on the context weakly, but V8 takes such values
 * for alive whenever it collects young objects: all of a request, some ten kilobytes, would be moved into the old heap.
 */
export function forgetRequest(context: GatewayContext): void {
  RequestCache.clearForContext(context);
}
