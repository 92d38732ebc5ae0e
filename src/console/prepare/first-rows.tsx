import './first-rows.css';
import { formatCount } from '../ui/figure-text.ts';
import { Icon } from '../ui/icon.tsx';
import { Panel } from '../ui/panel.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { describeTarget } from './column-targets-in-words.ts';
import { type TargetsByColumn, targetOf } from './mapping.ts';
import type { PreviewRow } from './preview.ts';
import { mostColumns } from './preview-limits.ts';
import type { Reading } from './previewing.ts';

interface FirstRowsProps {
  readonly reading: Reading;
  readonly chosen: TargetsByColumn;
}

/** The first rows of the file as they stand there, what is wrong with them beside them. */
export function FirstRows({ reading: { head, preview }, chosen }: FirstRowsProps) {
  const rows = preview?.firstRows ?? [];
  if (rows.length === 0) return null;
  const columns = (head?.columns ?? ['conversion']).slice(0, mostColumns);
  const more = (head?.columns.length ?? 0) - columns.length;
  return (
    <Panel
      title="First rows"
      isFlush
      actions={more > 0 && <span className="quiet">{formatCount(more)} more columns</span>}
    >
      <ScrollBox label="First rows of the file">
        <table className="table first-rows">
          <thead>
            <tr>
              <th scope="col">Line</th>
              {columns.map((column, place) => (
                <th scope="col" key={`${place} ${column}`}>
                  {column.trim() === '' ? '(no name)' : column}
                  {head && <span className="first-rows-target">{targetWords(column, chosen)}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <Row row={row} columns={columns} key={row.line} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Panel>
  );
}

function Row({
  row: { line, cells, problems },
  columns,
}: {
  readonly row: PreviewRow;
  readonly columns: readonly string[];
}) {
  const isFaulty = problems.length > 0;
  return (
    <>
      <tr className={isFaulty ? 'first-rows-faulty' : undefined}>
        <th scope="row" className="numeric">
          {line}
        </th>
        {columns.map((column, place) => (
          <td
            key={`${place} ${column}`}
            className={problems.some(problem => problem.column === column) ? 'first-rows-bad' : undefined}
          >
            {cells[place]}
          </td>
        ))}
      </tr>
      {isFaulty && (
        <tr className="first-rows-problems">
          <td colSpan={columns.length + 1}>
            <ul className="first-rows-list">
              {problems.map(({ code, column, message }) => (
                <li key={`${code} ${column} ${message}`}>
                  <Icon name="alert" size={14} /> {message}
                </li>
              ))}
            </ul>
          </td>
        </tr>
      )}
    </>
  );
}

function targetWords(column: string, chosen: TargetsByColumn): string {
  const target = targetOf(column, chosen);
  return target === null ? 'Not known yet' : describeTarget(target);
}
