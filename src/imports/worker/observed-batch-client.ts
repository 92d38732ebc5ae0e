import type { Spans } from '../../telemetry/spans.ts';
import type { TrackierClient } from '../../trackier/trackier-client.ts';

type BatchClient = Pick<TrackierClient, 'waitForTurn' | 'importConversions'>;

export interface BatchObserver {
  readonly spans: Spans;
  /** Told how many rows a batch had that Trackier took. */
  readonly onTaken: (rowCount: number) => void;
}

/** The client as the batch worker uses it, each batch with a trace of its own. */
export function observeBatches(client: BatchClient, { spans, onTaken }: BatchObserver): BatchClient {
  return {
    waitForTurn: options => client.waitForTurn(options),
    importConversions(request, options) {
      const rows = request.conversions.length;
      return spans.run('send a batch', { parent: 'none', attributes: { 'gateway.rows': rows } }, async () => {
        const reply = await client.importConversions(request, options);
        onTaken(rows);
        return reply;
      });
    },
  };
}
