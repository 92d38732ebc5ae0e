import { useSyncExternalStore } from 'react';
import type { BaseLocationHook } from 'wouter';

interface NavigateOptions {
  readonly replace?: boolean;
  readonly state?: unknown;
}

/**
 * For wouter: addresses behind `#` with what they ask for, as `#/?show=done`. wouter's own hook puts that before the `#`,
 * where it stays when one goes elsewhere, and where a link that is opened in another tab does not have it.
 */
export const useHashLocation: BaseLocationHook = Object.assign(
  () => [usePath(), navigate] satisfies [string, unknown],
  {
    hrefs: (href: string) => `#${href}`,
    searchHook: useSearchPart,
  },
);

function useSearchPart(): string {
  return useSyncExternalStore(subscribe, () => partsOf(location.hash).search);
}

function usePath(): string {
  return useSyncExternalStore(subscribe, () => partsOf(location.hash).path);
}

function partsOf(hash: string): { readonly path: string; readonly search: string } {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  return { path: `/${path}`, search };
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function navigate(to: string, { replace = false, state = null }: NavigateOptions = {}): void {
  const oldURL = location.href;
  const newURL = new URL(`#${to}`, oldURL).href;
  if (replace) history.replaceState(state, '', newURL);
  else history.pushState(state, '', newURL);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL }));
}
