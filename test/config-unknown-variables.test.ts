import { expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';

test('a name that looks mistyped warns and suggests the nearest', () => {
  expect(loadConfig({ TRACKIER_APIKEY: 'x', TRACKIER_WHATEVER_IT_IS: 'x', trackier_mode: 'live' }).warnings).toEqual([
    'TRACKIER_APIKEY is not a known variable: did you mean TRACKIER_API_KEY?',
    'TRACKIER_WHATEVER_IT_IS is not a known variable',
    'trackier_mode is not a known variable: did you mean TRACKIER_MODE?',
  ]);
});

test('what Kubernetes says of a service named trackier does not warn', () => {
  const links = {
    TRACKIER_PORT: 'tcp://10.0.0.1:80',
    TRACKIER_GATEWAY_SERVICE_HOST: 'x',
    TRACKIER_PORT_80_TCP_ADDR: 'x',
  };
  expect(loadConfig(links).warnings).toEqual([]);
});

test('names that begin like others of ours warn too, those of the command line do not', () => {
  expect(loadConfig({ AUTH_TOKEN_FILE: 'x', CORS_ORIGIN: 'x', TRACKIER_GATEWAY_TOKEN: 'x' }).warnings).toEqual([
    'AUTH_TOKEN_FILE is not a known variable: did you mean AUTH_TOKENS_FILE?',
    'CORS_ORIGIN is not a known variable: did you mean CORS_ORIGINS?',
  ]);
});
