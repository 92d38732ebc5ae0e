import { useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { chooseTheme, currentTheme } from './theme.ts';

/** Turns the light on or off. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  const change = (): void => {
    chooseTheme(other);
    setTheme(other);
  };
  return <IconButton icon={other === 'dark' ? 'moon' : 'sun'} label={`Use the ${other} theme`} onClick={change} />;
}
