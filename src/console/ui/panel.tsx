import './panel.css';
import { type ReactNode, useId } from 'react';

interface PanelProps {
  readonly title: string;
  /** Beside the title. */
  readonly actions?: ReactNode;
  /** Whether the content brings its own padding, as a table does. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

/** A part of a page, with its title. */
export function Panel({ title, actions, isFlush = false, children }: PanelProps) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {isFlush ? children : <div className="panel-body">{children}</div>}
    </section>
  );
}
