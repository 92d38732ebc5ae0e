import type { Metrics } from '../../telemetry/metrics.ts';
import type { Admit } from './admission.ts';
import { type RefusalCode, refusalOf } from './refusal.ts';
import { UnauthenticatedError } from './unauthenticated-error.ts';

/** The door, with a count of those who are not let in. */
export function observeAdmission(admit: Admit, metrics: Metrics): Admit {
  const refused = (error: unknown): never => {
    const code = refusalOf(error)?.code;
    if (code) countRefusal(metrics, code, error);
    throw error;
  };
  return (request, note) => {
    try {
      const admission = admit(request, note);
      return admission instanceof Promise ? admission.catch(refused) : admission;
    } catch (error) {
      return refused(error);
    }
  };
}

function countRefusal(metrics: Metrics, code: RefusalCode, error: unknown): void {
  switch (code) {
    case 'UNAUTHENTICATED': {
      const isInvalid = error instanceof UnauthenticatedError && error.challenge.includes('invalid_token');
      return metrics.count('gateway_auth_failures_total', { reason: isInvalid ? 'invalid' : 'missing' });
    }
    case 'FORBIDDEN':
      return metrics.count('gateway_auth_failures_total', { reason: 'forbidden' });
    case 'AUTH_UNAVAILABLE':
      return metrics.count('gateway_auth_failures_total', { reason: 'unavailable' });
    case 'TOO_MANY_REQUESTS':
      return metrics.count('gateway_rate_limited_total', { limit: 'requests' });
  }
}
