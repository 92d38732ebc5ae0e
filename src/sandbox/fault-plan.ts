import type { Fault, FaultAction, FaultMatch } from './fault.ts';
import { routeOf } from './route.ts';

/** What a fault can be matched by: what is known when a request's head has arrived. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
}

/** The faults that are set, and how far each has got. */
export interface FaultPlan {
  /** Replaces all faults; every count starts anew. */
  replace(faults: readonly Fault[]): void;
  /** Gives the action that strikes a request, and counts it. The first fault that is due wins. */
  take(head: RequestHead): FaultAction | undefined;
  /** The faults that have not struck as often as they should. */
  pending(): readonly Fault[];
}

interface Progress {
  readonly fault: Fault;
  seen: number;
  struck: number;
}

/** Creates a plan without faults. */
export function createFaultPlan(): FaultPlan {
  let plan: readonly Progress[] = [];
  return {
    replace(faults) {
      plan = faults.map(fault => ({ fault, seen: 0, struck: 0 }));
    },
    take(head) {
      const matching = plan.filter(({ fault }) => matches(fault.match ?? {}, head));
      for (const progress of matching) progress.seen += 1;
      const due = matching.find(isDue);
      if (due !== undefined) due.struck += 1;
      return due?.fault.action;
    },
    pending: () => plan.filter(hasStrikesLeft).map(({ fault }) => fault),
  };
}

function isDue(progress: Progress): boolean {
  return progress.seen >= (progress.fault.match?.nth ?? 1) && hasStrikesLeft(progress);
}

function hasStrikesLeft({ fault, struck }: Progress): boolean {
  return fault.times === 'always' || struck < (fault.times ?? 1);
}

function matches(match: FaultMatch, head: RequestHead): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== head.method) return false;
  if (match.key !== undefined && match.key !== head.key) return false;
  return match.path === undefined || matchesPath(match.path, head);
}

function matchesPath(path: string, head: RequestHead): boolean {
  if (path.startsWith('/')) return head.path.startsWith(path);
  return routeOf(head.method, head.path).kind === path;
}
