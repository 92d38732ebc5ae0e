import { useSteadyQuery } from '../api/use-steady-query.ts';
import './rejected-rows-panel.css';
import { useState } from 'react';
import { RejectedRowsDocument, type RejectedRowsQuery, type RowErrorCode } from '../../operations/generated/graphql.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { formatCount } from '../ui/figure-text.ts';
import { Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { DownloadButton } from './download-button.tsx';
import { siblingName } from './file-names.ts';
import { Pager } from './pager.tsx';

interface RejectedRowsPanelProps {
  readonly id: string;
  readonly fileName: string | null;
  readonly path: string;
}

const pageSize = 20;

/** The rows that are never sent, page by page: where they stand in the file and what is wrong with them. */
export function RejectedRowsPanel({ id, fileName, path }: RejectedRowsPanelProps) {
  // Where each page up to this one begins.
  const [begins, setBegins] = useState<readonly (string | null)[]>([null]);
  const variables = { id, first: pageSize, after: begins.at(-1) ?? null };
  const [{ data, error }, ask] = useSteadyQuery({ query: RejectedRowsDocument, variables });
  const page = data?.bulkImport?.rejectedRows;
  const begin = (begins.length - 1) * pageSize;
  return (
    <Panel
      title="Rejected rows"
      isFlush
      actions={
        <DownloadButton path={path} fileName={siblingName(fileName, 'rejected')}>
          Download rejected rows
        </DownloadButton>
      }
    >
      {page && <RejectedRows edges={page.edges} />}
      {error && !page && (
        <div className="panel-body">
          <FailureNotice failure={failureOf(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
        </div>
      )}
      {!page && !error && <Skeleton lines={6} />}
      {page && (
        <Pager
          singular="rejected row"
          plural="rejected rows"
          first={begin + 1}
          last={begin + page.edges.length}
          total={page.totalCount}
          onPrevious={begins.length > 1 ? () => setBegins(begins.slice(0, -1)) : null}
          onNext={page.pageInfo.hasNextPage ? () => setBegins([...begins, page.pageInfo.endCursor]) : null}
        />
      )}
    </Panel>
  );
}

type Edges = NonNullable<RejectedRowsQuery['bulkImport']>['rejectedRows']['edges'];

function RejectedRows({ edges }: { readonly edges: Edges }) {
  return (
    <table className="table rejected-rows-panel-table">
      <thead>
        <tr>
          <th>Line</th>
          <th>Column</th>
          <th>Fault</th>
          <th>Message</th>
        </tr>
      </thead>
      <tbody>
        {edges.flatMap(({ node: { line, errors } }) =>
          errors.map(({ path, code, message }, place) => (
            <tr key={`${line} ${path.join('.')} ${code}`}>
              <td className="numeric rejected-rows-panel-line">{place === 0 && formatCount(line)}</td>
              <td className="rejected-rows-panel-column">{path.join('.')}</td>
              <td className="rejected-rows-panel-fault">{faultWords[code]}</td>
              <td className="rejected-rows-panel-message">{message}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

const faultWords: Readonly<Record<RowErrorCode, string>> = {
  REQUIRED: 'Missing',
  INVALID_FORMAT: 'Not as it must be written',
  OUT_OF_RANGE: 'Out of range',
  TOO_LONG: 'Too long',
  DUPLICATE: 'Duplicate',
  CONFLICT: 'Contradiction',
  UNKNOWN_COLUMN: 'Unknown column',
};
