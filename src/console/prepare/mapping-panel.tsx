import './mapping-panel.css';
import type { ColumnTarget } from '../../conversions/column-plan.ts';
import { formatCount } from '../ui/figure-text.ts';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { type PlacedFaults, placeFaults } from './column-faults.ts';
import { columnNames, type TargetsByColumn, targetOf } from './mapping.ts';
import { MappingRow } from './mapping-row.tsx';
import type { FileHead } from './preview.ts';
import { mostColumns } from './preview-limits.ts';
import type { Reading } from './previewing.ts';

interface MappingPanelProps {
  readonly head: FileHead;
  readonly reading: Reading;
  readonly chosen: TargetsByColumn;
  readonly onChoose: (column: string, target: ColumnTarget) => void;
}

/** What each column becomes, to be changed, and what is wrong with that where it is mended. */
export function MappingPanel({ head, reading, chosen, onChoose }: MappingPanelProps) {
  const names = columnNames(head.columns);
  const { byColumn, general } = faultsOf(reading, head);
  const hidden = names.length - mostColumns;
  return (
    <Panel title="Columns" isFlush actions={byColumn.size > 0 && <span>{leftWords(byColumn.size)}</span>}>
      {general.length > 0 && (
        <div className="panel-body stack">
          {general.map(sentence => (
            <Notice tone="bad" title={sentence} isAlert key={sentence} />
          ))}
        </div>
      )}
      <div className="table-scroll">
        <table className="table mapping-panel">
          <thead>
            <tr>
              <th scope="col">In the file</th>
              <th scope="col">For example</th>
              <th scope="col">Becomes</th>
            </tr>
          </thead>
          <tbody>
            {names.slice(0, mostColumns).map(column => (
              <MappingRow
                key={column}
                column={column}
                example={exampleOf(head, column)}
                target={targetOf(column, chosen)}
                fault={byColumn.get(column) ?? null}
                onChoose={target => onChoose(column, target)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && (
        <p className="panel-body quiet">
          {formatCount(hidden)} more columns are not shown. Is this the right file? If it is, name its columns by the
          rule.
        </p>
      )}
    </Panel>
  );
}

function faultsOf({ preview }: Reading, { columns }: FileHead): PlacedFaults {
  const cause = preview?.fault?.cause;
  return placeFaults(cause?.code === 'UNUSABLE_HEADER' ? cause.columnFaults : [], columns);
}

function leftWords(count: number): string {
  return count === 1 ? 'One column needs you' : `${formatCount(count)} columns need you`;
}

function exampleOf({ columns, rows }: FileHead, column: string): string {
  const place = columns.indexOf(column);
  return rows.map(cells => cells[place] ?? '').find(cell => cell !== '') ?? '';
}
