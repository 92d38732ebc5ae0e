import { useState } from 'react';
import { IconButton } from './button.tsx';

/** An id or the like, with a button that copies it. */
export function Copyable({ text, label }: { readonly text: string; readonly label: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <span className="copyable">
      <code>{text}</code>
      {/* Browsers have a clipboard for pages that came over TLS or from this machine. */}
      {isSecureContext && (
        <IconButton
          icon={isCopied ? 'check' : 'copy'}
          label={isCopied ? 'Copied' : `Copy ${label}`}
          onClick={() => void copy()}
        />
      )}
    </span>
  );
}
