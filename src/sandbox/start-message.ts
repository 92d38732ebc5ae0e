/** Says where the sandbox is and how to try it. */
export function startMessage(url: string, apiKey: string): string {
  return `Trackier sandbox: ${url}
API key:          ${apiKey}

Try it:

  curl ${url}/advertiser/conversion-import \\
    -H 'Content-Type: application/json' -H 'X-Api-Key: ${apiKey}' \\
    -d '{"conversions":[{"click_id":"5aae975a9b155cccddccefbe"},{"click_id":"dead0000"}],"send_postback":true}'

  curl -H 'X-Api-Key: ${apiKey}' ${url}/jobs

Click ids that begin with "dead" are unknown. Row rules and faults: docs/sandbox.md. Ctrl+C stops it.
`;
}

/** Says in one line why the sandbox does not start. */
export function startFailure(error: unknown, host: string, port: number): string {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (isTaken) return `Port ${port} on ${host} is taken. Choose another one: npm run sandbox -- --port ${port + 1}\n`;
  return `The sandbox cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}\n`;
}
