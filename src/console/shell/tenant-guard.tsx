import { useEffect } from 'react';
import { ViewerDocument } from '../../operations/generated/graphql.ts';
import { session } from '../api/console-session.ts';
import { useSteadyQuery } from '../api/use-steady-query.ts';

let shownTenant: string | null = null;

/** Begins anew when somebody signs in for another tenant: nothing of the one before may stay on the page. */
export function TenantGuard() {
  const [{ data }, ask] = useSteadyQuery({ query: ViewerDocument });
  const tenant = data?.viewer.tenant ?? null;
  useEffect(() => {
    if (tenant === null) return;
    if (shownTenant !== null && shownTenant !== tenant) location.reload();
    shownTenant = tenant;
  }, [tenant]);
  useEffect(
    () =>
      session.subscribe(() => {
        if (session.demand() === null) ask({ requestPolicy: 'network-only' });
      }),
    [ask],
  );
  return null;
}
