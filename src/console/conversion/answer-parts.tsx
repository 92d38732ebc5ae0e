interface FaultListProps {
  readonly faults: readonly { readonly path: readonly string[]; readonly message: string }[];
}

/** What is wrong, one thing a line. */
export function FaultList({ faults }: FaultListProps) {
  return (
    <ul className="answer-panel-faults">
      {faults.map(({ path, message }) => (
        <li key={`${path.join('.')} ${message}`}>{message}</li>
      ))}
    </ul>
  );
}

/** What one tells whoever runs the gateway, so that they find it in the log. */
export function RequestLine({ code, requestId }: { readonly code: string; readonly requestId: string | null }) {
  return (
    <p className="quiet">
      {code}
      {requestId !== null && (
        <>
          {' '}
          · request <code>{requestId}</code>
        </>
      )}
    </p>
  );
}
