import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ImportRequest } from '../../src/trackier/trackier-client.ts';
import { oneRow, queuedReply, replyJson, startClient, startUpstream } from './upstream.ts';

const documented = JSON.parse(
  readFileSync(new URL('../fixtures/trackier/conversion-import.json', import.meta.url), 'utf8'),
)[0];

test('the documented request is sent and the documented reply is read', async () => {
  const upstream = await startUpstream(response => replyJson(response, documented.reply.status, documented.reply.body));
  const request: ImportRequest = {
    conversions: [
      {
        clickId: '5aae975a9b155cccddccefbe',
        sub1: 'vNative Test Import Using API',
        customDimensions: { first_name: 'Testing', last_name: 'Last Name' },
      },
    ],
    sendPostback: true,
  };
  const reply = await startClient(upstream.url).importConversions(request);

  const [arrived] = upstream.arrived;
  expect(arrived).toMatchObject({ method: 'POST', path: documented.request.path });
  expect(arrived?.headers).toMatchObject({ 'x-api-key': 'the-key', 'content-type': 'application/json' });
  expect(JSON.parse(arrived?.body ?? '')).toEqual(documented.request.body);
  expect(reply).toEqual({
    message: 'Job has been queued!!',
    job: {
      id: '5c2f5454333446229468a428',
      state: 'PENDING',
      rawState: 'pending',
      orgId: '57a4718a4243ac47db4a6b',
      type: 'import',
      subType: 'job_import_conversion_v2',
      name: null,
      resource: 'Conversion',
      resourceId: null,
      relatedObject: { csvPath: '5c6f54a44d3fb.json', sendPostback: true },
      live: false,
      meta: {},
      createdAt: new Date('2018-01-04T12:40:52.331Z'),
      modifiedAt: null,
      logs: [],
    },
  });
});

test("a base URL's path goes before the endpoint's", async () => {
  const upstream = await startUpstream(response => replyJson(response, 200, queuedReply));
  await startClient(`${upstream.url}/net/work/`).importConversions(oneRow);
  expect(upstream.arrived[0]?.path).toBe('/net/work/advertiser/conversion-import');
});

test.each([undefined, null, true, false])('send_postback %s is sent only if it is a boolean', async sendPostback => {
  const upstream = await startUpstream(response => replyJson(response, 200, queuedReply));
  await startClient(upstream.url).importConversions({ ...oneRow, sendPostback });
  const expected = typeof sendPostback === 'boolean' ? { send_postback: sendPostback } : {};
  expect(JSON.parse(upstream.arrived[0]?.body ?? '')).toEqual({ conversions: [{ click_id: 'c1' }], ...expected });
});

test('a job is a success whatever the status, and a message with the key in it is shown without it', async () => {
  const data = { ...queuedReply.data, message: 'queued for the-key' };
  const upstream = await startUpstream(response => replyJson(response, 500, { data }));
  const reply = await startClient(upstream.url).importConversions(oneRow);
  expect(reply).toMatchObject({ message: 'queued for', job: { id: '5c2f5454333446229468a428' } });
});

test('a byte order mark before the reply is no part of it', async () => {
  const upstream = await startUpstream(response => response.end(`\ufeff${JSON.stringify(queuedReply)}`));
  const reply = await startClient(upstream.url).importConversions(oneRow);
  expect(reply.job).toMatchObject({ id: '5c2f5454333446229468a428', state: 'PENDING' });
});

test('an API key that no header may carry is refused before anything is sent', async () => {
  const client = startClient('http://127.0.0.1:9', { apiKey: 'a\nb' });
  await expect(client.importConversions(oneRow)).rejects.toMatchObject({
    kind: 'rejected',
    reason: 'INVALID_API_KEY',
    notSent: true,
  });
});

test('what JSON cannot hold is refused before anything is sent', async () => {
  const client = startClient('http://127.0.0.1:9');
  const conversions = [{ clickId: 'c1', customDimensions: { big: 1n } }];
  await expect(client.importConversions({ conversions })).rejects.toMatchObject({ kind: 'rejected', notSent: true });
});
