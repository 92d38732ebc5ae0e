import './problem-list.css';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../ui/figure-text.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';
import type { Preview, RowProblem } from './preview.ts';
import type { Reading } from './previewing.ts';
import { problemCodes, problemWords } from './row-problems-in-words.ts';

const shownAtATime = 20;

/** What is wrong with rows, line by line, and how often there is more of it. */
export function ProblemList({ reading: { preview } }: { readonly reading: Reading }) {
  const [most, setMost] = useState(shownAtATime);
  if (preview === null || preview.problems.length === 0) return null;
  const { problems } = preview;
  const shown = problems.slice(0, most);
  return (
    <Panel title="Problems" isFlush actions={<Totals counts={preview.problemCounts} />}>
      <ScrollBox label="Problems by line">
        <table className="table problem-list">
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Column</th>
              <th scope="col">What stands there</th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(problem => (
              <ProblemRow
                problem={problem}
                key={`${problem.line} ${problem.column} ${problem.code} ${problem.message}`}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <div className="panel-body row row-spread">
        <span className="quiet">{restOf(preview, shown.length)}</span>
        {problems.length > shown.length && <Button onClick={() => setMost(most + 5 * shownAtATime)}>Show more</Button>}
      </div>
    </Panel>
  );
}

function ProblemRow({ problem: { line, column, value, message } }: { readonly problem: RowProblem }) {
  return (
    <tr>
      <td className="numeric">{formatCount(line)}</td>
      <td>{column ?? 'the row'}</td>
      <td>{value === null ? '' : value === '' ? <span className="quiet">nothing</span> : <code>{value}</code>}</td>
      <td>{message}</td>
    </tr>
  );
}

function Totals({ counts }: { readonly counts: Preview['problemCounts'] }) {
  const totals = problemCodes.flatMap(code => {
    const count = counts[code];
    return count ? [`${formatCount(count)} ${problemWords[code]}`] : [];
  });
  return <span className="quiet">{totals.join(' · ')}</span>;
}

function restOf({ problems, problemCounts }: Preview, shown: number): string {
  const all = Object.values(problemCounts).reduce((sum, count) => sum + count, 0);
  if (all === shown) return 'That is all.';
  const kept =
    problems.length < all
      ? ` The first ${formatCount(problems.length)} can be looked at here, all of them after the upload.`
      : '';
  return `${formatCount(shown)} of ${formatCount(all)}.${kept}`;
}
