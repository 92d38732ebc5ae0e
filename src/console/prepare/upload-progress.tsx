import './upload-progress.css';
import { useEffect, useState } from 'react';
import { useAnnounce } from '../ui/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { formatBytes, formatDuration } from '../ui/figure-text.ts';
import { uploads } from './current-uploads.ts';
import type { Upload } from './upload-book.ts';
import { rateOf, secondsLeft } from './upload-rate.ts';

/** A file on its way: how much of it is there, how fast it goes, and cancel. */
export function UploadProgress({ upload }: { readonly upload: Upload }) {
  const { importId, file } = upload;
  const bytes = upload.sent.at(-1)?.bytes ?? 0;
  const tenth = file.size === 0 ? 0 : Math.floor((10 * bytes) / file.size);
  const announce = useAnnounce();
  const nowMs = useNow();
  useEffect(() => {
    if (tenth > 0) announce(`${tenth * 10} % of the file is uploaded.`);
  }, [announce, tenth]);
  return (
    <div className="upload-progress">
      <div className="row row-spread">
        <strong>{file.name}</strong>
        <Button icon="cross" isDisabled={upload.phase === 'asking'} onClick={() => uploads.cancel(importId)}>
          Cancel the upload
        </Button>
      </div>
      <progress max={Math.max(file.size, 1)} value={bytes} aria-label={`Upload of ${file.name}`} />
      <p className="upload-progress-words quiet numeric">{wordsOf(upload, bytes, nowMs)}</p>
    </div>
  );
}

function wordsOf({ phase, sent, file }: Upload, bytes: number, nowMs: number): string {
  if (phase === 'asking') return 'Asking the gateway what it has of the file…';
  if (bytes >= file.size) return `All ${formatBytes(file.size)} are on their way. The gateway reads the last of them…`;
  const rate = rateOf(sent, nowMs);
  const seconds = secondsLeft(sent, nowMs, file.size);
  const speed = rate === null ? '' : rate === 0 ? ' · standing still' : ` · ${formatBytes(rate)}/s`;
  const left = seconds === null ? '' : ` · about ${formatDuration(seconds)} left`;
  return `${formatBytes(bytes)} of ${formatBytes(file.size)}${speed}${left}`;
}

/** The time of the page, every half second: an upload that stands still says nothing by itself. */
function useNow(): number {
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
