const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a request's `Host` header names this machine's loopback or one of `allowedHosts`, with any port unless the
 * entry has one. Without authentication nothing else is served: a page whose DNS name was rebound to this address sends
 * its own name, and must not import.
 */
export function createHostCheck(allowedHosts: readonly string[]): (hostHeader: string | undefined) => boolean {
  const allowed = new Set([...loopbackNames, ...allowedHosts.map(host => host.toLowerCase())]);
  return hostHeader => {
    const host = hostHeader?.toLowerCase() ?? '';
    return allowed.has(host) || allowed.has(host.replace(/:\d{1,5}$/, ''));
  };
}
