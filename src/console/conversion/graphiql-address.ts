/** The address of GraphiQL with an operation in it, in the fragment: that is never sent to a server. */
export function graphiqlAddress(query: string, variables: string): string {
  return `/graphql#${new URLSearchParams({ query, variables })}`;
}

/** Whether the gateway serves GraphiQL; nobody has to be signed in for it. */
export async function isGraphiQLServed(): Promise<boolean> {
  const response = await fetch('/graphql', { headers: { accept: 'text/html' } }).catch(() => null);
  await response?.body?.cancel();
  return response?.status === 200 && (response.headers.get('content-type') ?? '').startsWith('text/html');
}
