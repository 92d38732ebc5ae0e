import './controls.css';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  /** @default 'plain' */
  readonly kind?: 'primary' | 'plain' | 'danger' | 'bare';
  readonly icon?: IconName;
  readonly type?: 'button' | 'submit';
  /** It keeps its place and its focus, and does nothing. Say why nearby. */
  readonly isDisabled?: boolean;
  /** Where the words alone do not say what it is about. */
  readonly label?: string;
  readonly describedBy?: string;
}

/** A button. One that is disabled can still be reached by keyboard, so that nobody loses their place. */
export function Button({ kind = 'plain', type = 'button', isDisabled = false, ...props }: ButtonProps) {
  return (
    <button
      type={type}
      className={`button button-${kind}`}
      aria-disabled={isDisabled || undefined}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      onClick={event => {
        if (isDisabled) event.preventDefault();
        else props.onClick?.();
      }}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </button>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly isPressed?: boolean;
}

/** A button that shows an icon only; its label is read out and shown on hover. */
export function IconButton({ icon, label, onClick, isPressed }: IconButtonProps) {
  return (
    <button
      type="button"
      className="button button-bare button-icon"
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
