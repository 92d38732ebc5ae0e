import { useSteadyQuery } from '../api/use-steady-query.ts';
import './uncertain-panel.css';
import { type Ref, useEffect, useRef, useState } from 'react';
import { type FragmentType, getFragmentData } from '../../operations/generated/fragment-masking.ts';
import {
  ResolveDialogFragmentDoc,
  UncertainBatchesDocument,
  type UncertainBatchesQuery,
  UncertainPanelFragmentDoc,
} from '../../operations/generated/graphql.ts';
import { failureOf } from '../api/failure.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { formatCount, formatCounted } from '../ui/figure-text.ts';
import { Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Pager } from './pager.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { Swatch } from './swatch.tsx';

interface UncertainPanelProps {
  readonly bulkImport: FragmentType<typeof UncertainPanelFragmentDoc>;
  readonly onDone: () => void;
  /** Where the focus goes to show it. */
  readonly ref: Ref<HTMLDivElement>;
}

const pageSize = 10;

/** The batches whose answer was lost, each to be settled by a person. */
export function UncertainPanel({ bulkImport, onDone, ref }: UncertainPanelProps) {
  const facts = getFragmentData(UncertainPanelFragmentDoc, bulkImport);
  const { id, rows } = facts;
  const [begins, setBegins] = useState<readonly (string | null)[]>([null]);
  const after = begins.at(-1) ?? null;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [{ data, error }, ask] = useSteadyQuery({ query: UncertainBatchesDocument, variables: { id, after } });
  const known = useRef(rows.uncertain);
  useEffect(() => {
    if (known.current !== rows.uncertain) ask({ requestPolicy: 'network-only' });
    known.current = rows.uncertain;
  }, [ask, rows.uncertain]);
  const page = data?.bulkImport?.batches;
  const begin = (begins.length - 1) * pageSize;
  return (
    <div ref={ref} tabIndex={-1}>
      <Panel title="Uncertain batches" isFlush>
        {page && <UncertainList edges={page.edges} after={after} onOpen={setOpened} />}
        {!page && error && <FailureNotice failure={failureOf(error)} />}
        {!page && !error && <Skeleton lines={2} />}
        {page && page.totalCount > pageSize && (
          <Pager
            singular="uncertain batch"
            plural="uncertain batches"
            first={begin + 1}
            last={begin + page.edges.length}
            total={page.totalCount}
            onPrevious={begins.length > 1 ? () => setBegins(begins.slice(0, -1)) : null}
            onNext={page.pageInfo.hasNextPage ? () => setBegins([...begins, page.pageInfo.endCursor]) : null}
          />
        )}
      </Panel>
      {opened && (
        <ResolveDialog
          bulkImport={facts}
          {...opened}
          onDone={() => {
            setOpened(null);
            onDone();
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}

type Edges = NonNullable<UncertainBatchesQuery['bulkImport']>['batches']['edges'];

/** A batch, and the cursor after which it is the first that is uncertain. */
interface Opened {
  readonly batch: Edges[number]['node'];
  readonly after: string | null;
}

interface UncertainListProps {
  readonly edges: Edges;
  readonly after: string | null;
  readonly onOpen: (opened: Opened) => void;
}

function UncertainList({ edges, after, onOpen }: UncertainListProps) {
  return (
    <ul className="uncertain-panel-list">
      {edges.map(({ node }, place) => {
        const { index, rowCount, firstLine, lastLine } = getFragmentData(ResolveDialogFragmentDoc, node);
        const before = edges[place - 1]?.cursor ?? after;
        return (
          <li key={index}>
            <span className="uncertain-panel-what">
              <Swatch name="uncertain" />
              <span>
                <span className="uncertain-panel-title">Batch {formatCount(index + 1)}</span>
                <span className="quiet">
                  {' '}
                  · {formatCounted(rowCount, 'row')}, lines {formatCount(firstLine)}–{formatCount(lastLine)}
                </span>
              </span>
            </span>
            <Button label={`Settle batch ${index + 1}`} onClick={() => onOpen({ batch: node, after: before })}>
              Settle…
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
