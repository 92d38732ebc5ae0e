import './answer-panel.css';
import { useEffect, useRef } from 'react';
import { Empty } from '../ui/empty.tsx';
import { Notice } from '../ui/notice.tsx';
import { AnswerView } from './answer-view.tsx';
import { type Answer, isAnswerTo, type Purpose } from './conversion-desk.ts';
import type { ConversionForm } from './conversion-form.ts';

interface AnswerPanelProps {
  readonly answer: Answer | null;
  readonly form: ConversionForm;
  readonly sending: Purpose | null;
}

let lastSeen = 0;

/** What came of the form. The focus goes there when an answer comes; give it a key that changes with the answer. */
export function AnswerPanel({ answer, form, sending }: AnswerPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Who comes back to an answer that they have seen begins at the top of the page.
    if (answer && answer.number > lastSeen) heading.current?.focus();
    lastSeen = answer?.number ?? lastSeen;
  }, [answer]);
  useEffect(() => {
    // The button that was pressed has gone with the answer that it stood in.
    if (sending && document.activeElement === document.body) heading.current?.focus();
  }, [sending]);
  return (
    <section className="panel" aria-labelledby="answer-panel-title" aria-busy={sending !== null}>
      <div className="panel-head">
        <h2 id="answer-panel-title" ref={heading} tabIndex={-1}>
          Answer
        </h2>
      </div>
      <div className="panel-body answer-panel-body">
        {sending && (
          <Notice tone="busy" title={sending === 'check' ? 'It is being checked' : 'Waiting for Trackier'}>
            {sending === 'import' && <p>This takes a moment, and half a minute at most.</p>}
          </Notice>
        )}
        {!sending && answer && <AnswerView answer={answer} />}
        {!sending && answer && !isAnswerTo(answer, form) && (
          <p className="quiet">The form was changed since: this is about what it said before.</p>
        )}
        {!sending && !answer && (
          <Empty title="Nothing was sent yet">
            <p>Fill in the click id. “Check only” sends nothing to Trackier.</p>
          </Empty>
        )}
      </div>
    </section>
  );
}
