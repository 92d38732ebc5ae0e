import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ColumnTarget } from '../../conversions/column-plan.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { formatBytes, formatCounted } from '../ui/figure-text.ts';
import { Page } from '../ui/page.tsx';
import { type FileInHand, fileInHand } from './file-in-hand.ts';
import { FirstRows } from './first-rows.tsx';
import { ImportForm } from './import-form.tsx';
import { mappingsOf, type TargetsByColumn } from './mapping.ts';
import { MappingPanel } from './mapping-panel.tsx';
import { PreviewCounts } from './preview-counts.tsx';
import { createPreviewing, type Reading } from './previewing.ts';
import { ProblemList } from './problem-list.tsx';

// Who looks at another page and comes back finds the columns as they left them.
const chosenOfFile = new WeakMap<File, TargetsByColumn>();

/** A chosen file before it is imported: what is in it, what its columns become, and how it is to be imported. */
export function PreparedFile({ inHand }: { readonly inHand: FileInHand }) {
  const [chosen, setChosen] = useState<TargetsByColumn>(() => chosenOfFile.get(inHand.file) ?? new Map());
  const mappings = useMemo(() => mappingsOf(chosen), [chosen]);
  const [previewing] = useState(() => createPreviewing(inHand));
  const reading = useSyncExternalStore(previewing.subscribe, previewing.now);
  useEffect(() => {
    previewing.read(mappings);
    return previewing.stop;
  }, [previewing, mappings]);
  useAnnounceEnd(reading);
  const choose = (column: string, target: ColumnTarget): void => {
    const next = new Map(chosen).set(column, target);
    chosenOfFile.set(inHand.file, next);
    setChosen(next);
  };
  return (
    <Page
      title={inHand.file.name}
      lead={`${inHand.format}, ${formatBytes(inHand.file.size)}. It is read on this computer; nothing has been sent.`}
      actions={
        <Button icon="file" onClick={fileInHand.putAway}>
          Choose another file
        </Button>
      }
    >
      <PreviewCounts reading={reading} size={inHand.file.size} />
      {reading.head && <MappingPanel head={reading.head} reading={reading} chosen={chosen} onChoose={choose} />}
      <ProblemList reading={reading} />
      <FirstRows reading={reading} chosen={chosen} />
      <ImportForm inHand={inHand} reading={reading} mappings={mappings} />
    </Page>
  );
}

function useAnnounceEnd({ phase, preview }: Reading): void {
  const announce = useAnnounce();
  const isDone = phase === 'done' && preview !== null;
  const sentence = !isDone ? null : preview.fault ? 'The file cannot be read yet.' : sentenceOf(preview);
  useEffect(() => {
    if (sentence !== null) announce(sentence);
  }, [announce, sentence]);
}

function sentenceOf({ rows, rejected, duplicate }: NonNullable<Reading['preview']>): string {
  return `${formatCounted(rows, 'row')} checked, ${rejected} invalid, ${formatCounted(duplicate, 'duplicate')}.`;
}
