import type { Call } from './call.ts';
import { JsonBytes } from './json-bytes.ts';
import { isJsonObject } from './json-values.ts';
import { jobFromWire } from './read-job.ts';
import type { ImportOptions, ImportReply, ImportRequest } from './trackier-client.ts';
import { TrackierError } from './trackier-error.ts';
import { upstreamMessageFrom } from './upstream-message.ts';
import { writeRow } from './write-row.ts';

const comma = 0x2c;
const beginning = Buffer.from('{"conversions":[');
const end = Buffer.from(']}');
const endWithPostback = Buffer.from('],"send_postback":true}');
const endWithoutPostback = Buffer.from('],"send_postback":false}');

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

/** Nothing waits while a body is written, so that all of them can be in the same room. */
const json = new JsonBytes();

/** The JSON of a request; throws a TrackierError for what JSON cannot hold. */
export function importBody({ conversions, sendPostback }: ImportRequest): Buffer {
  try {
    json.rewind(0);
    json.raw(beginning);
    let isFirst = true;
    for (const row of conversions) {
      if (!isFirst) json.mark(comma);
      isFirst = false;
      writeRow(json, row);
    }
    json.raw(sendPostback == null ? end : sendPostback ? endWithPostback : endWithoutPostback);
    return json.take();
  } catch (cause) {
    const details = { kind: 'rejected', reason: 'REQUEST_REJECTED', notSent: true, cause } as const;
    throw new TrackierError('The conversions cannot be written as JSON', details);
  }
}
