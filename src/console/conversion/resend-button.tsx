import { Button } from '../ui/button.tsx';
import { formatDuration } from '../ui/figure-text.ts';
import type { Answer } from './conversion-desk.ts';
import { desk } from './desk.ts';
import { useCountdown } from './use-countdown.ts';

interface ResendButtonProps {
  readonly answer: Answer;
  readonly label: string;
  /** How long it has to wait after the answer; null: not at all. @default null */
  readonly afterSeconds?: number | null;
}

/** Sends once more what an answer is about, under the same key: it cannot be imported twice. */
export function ResendButton({ answer, label, afterSeconds = null }: ResendButtonProps) {
  const left = useCountdown(answer.atMs + (afterSeconds ?? 0) * 1_000);
  return (
    <div>
      <Button icon="retry" isDisabled={left > 0} onClick={() => void desk.send(answer.input)}>
        {left > 0 ? `${label} in ${formatDuration(left)}` : label}
      </Button>
    </div>
  );
}
