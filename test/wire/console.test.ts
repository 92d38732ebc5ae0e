import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Agent, request } from 'undici';
import { expect, test } from 'vitest';
import { createConsole } from '../../src/server/console.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { startGateway } from '../support/start-gateway.ts';

const agent = new Agent({ keepAliveTimeout: 1 });
const [scriptPattern, stylePattern] = [/<script[^>]* src="(\/console\/[^"]+\.js)"/, /href="(\/console\/[^"]+\.css)"/];

test('the console is a page that no other site can frame, and that runs nothing but the scripts of the gateway', async () => {
  const { send } = await startGateway();
  const { status, headers, text } = await send('/');
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'text/html; charset=utf-8',
    'no-store',
  ]);
  expect(String(headers['content-security-policy']).split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|https?:\/\//);
});

test('what the page loads is kept for good by browsers, and compressed where they take that', async () => {
  const { url, send } = await startGateway();
  const { text: page } = await send('/');
  const encodingOf = async (path: string, accepted: string): Promise<readonly [unknown, string]> => {
    const { headers, body } = await request(url + path, {
      headers: { 'accept-encoding': accepted },
      dispatcher: agent,
    });
    const encoding = headers['content-encoding'];
    const bytes = Buffer.from(await body.arrayBuffer());
    return [encoding, (encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString()];
  };
  for (const pattern of [scriptPattern, stylePattern]) {
    const path = pattern.exec(page)?.[1] ?? '';
    const plain = await send(path);
    expect(plain.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      vary: 'accept-encoding',
    });
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const accepted of ['gzip', 'gzip, deflate, br', 'br;q=1, GZIP ; q=0.5', 'gzip;q=0.01,br']) {
      expect([accepted, ...(await encodingOf(path, accepted))]).toEqual([accepted, 'gzip', plain.text]);
    }
    for (const accepted of ['br', 'gzip;q=0', 'gzip; q=0.00, br', 'identity', 'xgzip', '']) {
      expect([accepted, ...(await encodingOf(path, accepted))]).toEqual([accepted, undefined, plain.text]);
    }
    const head = await send(path, { method: 'HEAD' });
    expect([head.headers['content-length'], head.text]).toEqual([plain.headers['content-length'], '']);
  }
});

test('a gateway without a console that was built serves everything else', () => {
  expect(createConsole(pathToFileURL(`${makeDataDir()}/`))).toBeNull();
});
