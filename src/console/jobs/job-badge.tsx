import type { ImportJobState } from '../../operations/generated/graphql.ts';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/tone.ts';

const states: Readonly<Record<Exclude<ImportJobState, 'UNKNOWN'>, { readonly word: string; readonly tone: Tone }>> = {
  PENDING: { word: 'Waiting', tone: 'busy' },
  PROGRESS: { word: 'Working', tone: 'busy' },
  COMPLETED: { word: 'Completed', tone: 'good' },
  FAILED: { word: 'Failed', tone: 'bad' },
};

interface JobBadgeProps {
  readonly state: ImportJobState;
  /** Trackier's own word, for a state that its documents do not know. */
  readonly rawState?: string;
}

/** Where Trackier's job stands. */
export function JobBadge({ state, rawState }: JobBadgeProps) {
  if (state === 'UNKNOWN') return <Badge tone="odd">{rawState ? rawState : 'Unknown'}</Badge>;
  const { word, tone } = states[state];
  return <Badge tone={tone}>{word}</Badge>;
}

/** Whether Trackier may still change it; of a state that nobody knows that is not known either. */
export function isUnderWay(state: ImportJobState): boolean {
  return state === 'PENDING' || state === 'PROGRESS';
}

/** Whether Trackier is done with it. */
export function hasEnded(state: ImportJobState): boolean {
  return state === 'COMPLETED' || state === 'FAILED';
}
