import type { GatewayUnderTest } from '../support/start-gateway.ts';

/** Begins a bulk import of one batch with one row; gives its id. */
export async function importBatch({ execute, send }: GatewayUnderTest): Promise<string> {
  const { createBulkImport } = await execute(
    'mutation { createBulkImport(input: { format: NDJSON, autoStart: true }) { ... on BulkImport { id uploadUrl } } }',
  );
  const { id, uploadUrl } = createBulkImport;
  const headers = { 'content-type': 'application/x-ndjson' };
  await send(uploadUrl, { method: 'PUT', headers, body: '{"clickId":"a"}\n' });
  return id;
}

/** The state of an import's only batch. */
export async function stateOfBatch({ execute }: GatewayUnderTest, id: string): Promise<string> {
  const query = 'query ($id: ID!) { bulkImport(id: $id) { batches(first: 1) { edges { node { state } } } } }';
  const { bulkImport } = await execute(query, { id });
  return bulkImport.batches.edges[0].node.state;
}
