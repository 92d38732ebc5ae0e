import type { Spans } from '../../telemetry/spans.ts';
import type { JobReader } from './job-reader.ts';

/** A reader for whoever looks for jobs in the background: each look has a trace of its own, whoever asked for it first. */
export function traceJobReader(reader: JobReader, spans: Spans): JobReader {
  const options = { parent: 'none' } as const;
  return {
    tracking: () => reader.tracking(),
    list: readOptions => spans.run('look for jobs', options, () => reader.list(readOptions)),
    get: (id, readOptions) => spans.run('look for a job', options, () => reader.get(id, readOptions)),
    getMany: (ids, readOptions, listed) =>
      spans.run('look for jobs', options, () => reader.getMany(ids, readOptions, listed)),
  };
}
