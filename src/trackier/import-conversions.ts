import type { Call } from './call.ts';
import { isJsonObject } from './json-values.ts';
import { jobFromWire } from './read-job.ts';
import type { ImportOptions, ImportReply, ImportRequest } from './trackier-client.ts';
import { TrackierError } from './trackier-error.ts';
import { upstreamMessageFrom } from './upstream-message.ts';
import { wireConversionFrom } from './wire-conversion.ts';

/** POST /advertiser/conversion-import. */
export function importCall(request: ImportRequest, options: ImportOptions, apiKey: string): Call<ImportReply> {
  const body = importBody(request);
  options.onBody?.(body, request.conversions.length);
  return {
    ...options,
    endpoint: 'importConversions',
    method: 'POST',
    path: '/advertiser/conversion-import',
    body,
    lane: options.lane ?? 'import',
    // Whatever the status: a job that exists must not be made a second time.
    replyFrom({ data }) {
      const job = isJsonObject(data) ? jobFromWire(data['job']) : null;
      return job && isJsonObject(data) ? { job, message: upstreamMessageFrom(data['message'], apiKey) ?? null } : null;
    },
  };
}

/** The JSON of a request; throws a TrackierError for what JSON cannot hold. */
export function importBody({ conversions, sendPostback }: ImportRequest): string {
  try {
    return JSON.stringify({
      conversions: conversions.map(wireConversionFrom),
      send_postback: sendPostback ?? undefined,
    });
  } catch (cause) {
    const details = { kind: 'rejected', reason: 'REQUEST_REJECTED', notSent: true, cause } as const;
    throw new TrackierError('The conversions cannot be written as JSON', details);
  }
}
