import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { tokenHeaders } from './access.ts';
import { csvFile } from './csv-file.ts';

/** Makes bulk imports in one gateway, as a front end does. */
export interface BulkClient {
  /** One without a file. */
  readonly create: () => Promise<NewImport>;
  /** One with a file of so many rows, not started. */
  readonly upload: (rows: number) => Promise<Uploaded>;
  /** Starts one and waits until Trackier has imported all its rows. */
  readonly drain: (id: string, rows: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Waits for its file. */
export interface NewImport {
  readonly id: string;
  readonly uploadUrl: string;
}

/** Has its file, of so many bytes. */
export interface Uploaded {
  readonly id: string;
  readonly bytes: number;
}

const pollMs = 100;

/** Connects lazily. */
export function createBulkClient(url: string): BulkClient {
  const agent = new Agent({ bodyTimeout: 0, headersTimeout: 0 });

  async function ask(query: string): Promise<any> {
    const headers = { ...tokenHeaders, 'content-type': 'application/json' };
    const body = JSON.stringify({ query });
    const answer = await request(`${url}/graphql`, { method: 'POST', dispatcher: agent, headers, body });
    const { data, errors }: any = await answer.body.json();
    if (errors) throw new Error(`Not answered: ${JSON.stringify(errors)}`);
    return data;
  }

  const create = async (): Promise<NewImport> =>
    (await ask('mutation { createBulkImport(input: { format: CSV }) { ... on BulkImport { id uploadUrl } } }'))
      .createBulkImport;

  return {
    create,
    async upload(rows) {
      const { id, uploadUrl } = await create();
      let bytes = 0;
      function* counted(): Generator<Buffer> {
        for (const chunk of csvFile(rows)) {
          bytes += chunk.length;
          yield chunk;
        }
      }
      const headers = { ...tokenHeaders, 'content-type': 'text/csv' };
      const answer = await request(url + uploadUrl, {
        method: 'PUT',
        dispatcher: agent,
        headers,
        body: Readable.from(counted()),
      });
      const receipt: any = await answer.body.json();
      if (receipt.rows?.accepted !== rows) throw new Error(`The upload was not taken: ${JSON.stringify(receipt)}`);
      return { id, bytes };
    },
    async drain(id, rows) {
      await ask(`mutation { startBulkImport(id: "${id}") { __typename } }`);
      for (;;) {
        const { bulkImport } = await ask(`{ bulkImport(id: "${id}") { state rows { imported } problem { message } } }`);
        if (bulkImport.state === 'COMPLETED' && bulkImport.rows.imported === rows) return;
        if (bulkImport.state !== 'RUNNING') throw new Error(`Not imported: ${JSON.stringify(bulkImport)}`);
        await sleep(pollMs);
      }
    },
    close: () => agent.close(),
  };
}
