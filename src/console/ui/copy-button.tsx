import { useState } from 'react';
import { IconButton } from './button.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What it copies, as in “Copy the id”. */
  readonly label: string;
}

/** Copies a text; nothing where the browser has no clipboard. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  // Browsers have a clipboard for pages that came over TLS or from this machine.
  if (!isSecureContext) return null;
  return (
    <IconButton
      icon={isCopied ? 'check' : 'copy'}
      label={isCopied ? 'Copied' : `Copy ${label}`}
      onClick={() => void copy()}
    />
  );
}
