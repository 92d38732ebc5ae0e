import './connection-notice.css';
import { Icon } from '../ui/icon.tsx';

/** Says that what is shown may be old, for as long as that is so. */
export function ConnectionNotice({ isLost }: { readonly isLost: boolean }) {
  return (
    <output className="connection-notice">
      {isLost && (
        <span className="connection-notice-words">
          <Icon name="clock" />
          <span>The connection is lost. What you see may be old; this page tries again by itself and catches up.</span>
        </span>
      )}
    </output>
  );
}
