/** How the page looks. */
export type Theme = 'light' | 'dark';

const storageKey = 'trackier-gateway:theme';

/** What the page looks like now. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Makes the page look so, and remembers it. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  localStorage.setItem(storageKey, theme);
}

/** Makes the page look as it did the last time. */
export function restoreTheme(): void {
  const stored = localStorage.getItem(storageKey);
  if (stored === 'light' || stored === 'dark') document.documentElement.dataset['theme'] = stored;
}
