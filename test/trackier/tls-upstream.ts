import { createServer } from 'node:https';
import { listen, queuedReply, replyJson } from './upstream.ts';

// A pair made for this test alone: self-signed, for the name localhost, for a hundred years. It guards nothing.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgT+Ut4maYDx13xsr2
TJRYdHwoJZ+4cEOWGQ7FnCys3mihRANCAARXmbHK3RPGgRkJbvjoiUufam0n+e8x
8tWuRpfTJOlibG2B4Nh+8UW4aElsBQP6f1uzrxHi2NkskqWXef7t9Dks
-----END PRIVATE KEY-----
`;

/** The certificate that a client has to trust. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUej85ou+SiyDPcPMS41aPNfL2ErQwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjEzNTAzNVoYDzIxMjYxMDI5
MTM1MDM1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARXmbHK3RPGgRkJbvjoiUufam0n+e8x8tWuRpfTJOlibG2B4Nh+8UW4
aElsBQP6f1uzrxHi2NkskqWXef7t9Dkso2kwZzAdBgNVHQ4EFgQUilmu6aqPEF7G
7XJpRrpB3gAKaUkwHwYDVR0jBBgwFoAUilmu6aqPEF7G7XJpRrpB3gAKaUkwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIhAPekVT0/+Oq+MIQcLZaoRwkUcStK8jvJpLfLDx37+mKAAiA7IgSDaVo4
w8v2cJbQdrAE+g3O37+Zg+P/OMt+jn+vjg==
-----END CERTIFICATE-----
`;

/** Starts an upstream over TLS that takes every import; tells for every connection whether its session was resumed. */
export async function startTlsUpstream() {
  const resumed: boolean[] = [];
  const server = createServer({ key, cert: certificate }, (request, response) => {
    request.resume().on('end', () => replyJson(response, 200, queuedReply));
  });
  server.on('secureConnection', socket => resumed.push(socket.isSessionReused()));
  const port = await listen(server);
  return { port, resumed };
}
