let isPressed = false;
addEventListener('pointerdown', () => (isPressed = true), true);
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => (isPressed = false), true);

/**
 * Does something as soon as nothing is pressed: what appears on leaving a field would otherwise move the button away under
 * the finger that is on it, and the press would miss.
 */
export function afterPress(act: () => void): void {
  if (!isPressed) return act();
  const ended = new AbortController();
  const options = { capture: true, signal: ended.signal };
  const end = (): void => {
    ended.abort();
    // The click comes right after the finger has left.
    setTimeout(act);
  };
  addEventListener('pointerup', end, options);
  addEventListener('pointercancel', end, options);
}
