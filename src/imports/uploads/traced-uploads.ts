import type { Spans } from '../../telemetry/spans.ts';
import type { Uploads } from './take-upload.ts';

/** The intake of files, each with a trace of its own. */
export function traceUploads<Taking extends Pick<Uploads, 'take'>>(uploads: Taking, spans: Spans): Taking {
  const take: Uploads['take'] = (importId, content) =>
    spans.run('take in an upload', { kind: 'server', parent: 'none' }, async span => {
      const receipt = await uploads.take(importId, content);
      const { accepted, rejected, duplicate } = receipt.counts;
      span.note({ 'gateway.rows': accepted + rejected + duplicate, 'gateway.outcome': receipt.state });
      return receipt;
    });
  return { ...uploads, take };
}
