import { ViewerDocument } from '../../operations/generated/graphql.ts';
import { useSteadyQuery } from '../api/use-steady-query.ts';
import { formatCount } from '../ui/figure-text.ts';

/** Whose imports these are, and how fast they may go. */
export function ViewerFacts() {
  const [{ data }] = useSteadyQuery({ query: ViewerDocument });
  if (!data) return <span className="shell-viewer" />;
  const { tenant, rateLimit } = data.viewer;
  const pace = rateLimit ? `${formatCount(rateLimit.requestsPerSecond)} requests/s` : null;
  return (
    <span className="shell-viewer" title="Whose imports these are, and how many requests Trackier may get in a second">
      {tenant}
      {pace && <> · {pace}</>}
    </span>
  );
}

/** Says that nothing here is real, where it is not. */
export function SandboxBanner() {
  const [{ data }] = useSteadyQuery({ query: ViewerDocument });
  if (data?.viewer.mode !== 'SANDBOX') return null;
  return (
    <div className="shell-banner">
      Sandbox: a toy Trackier on this machine. Nothing is really imported, nobody is paid.
    </div>
  );
}
