import './panel.css';

/** Stands where something will be, in its height, so that nothing moves when it comes. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div className="panel-body stack" aria-busy="true">
      <span className="visually-hidden">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        <span className="skeleton" key={line} />
      ))}
    </div>
  );
}
