import './job-figures.css';
import { formatCount } from '../ui/figure-text.ts';

interface JobFiguresProps {
  readonly summary: {
    readonly processedCount: number;
    readonly importedCount: number;
    readonly editedCount: number;
    readonly errorCount: number;
  };
}

/** What Trackier says that it did with the rows of a job. */
export function JobFigures({ summary }: JobFiguresProps) {
  const figures = [
    ['Looked at', summary.processedCount],
    ['Imported', summary.importedCount],
    ['Edited', summary.editedCount],
    ['Not imported', summary.errorCount],
  ] as const;
  return (
    <dl className="job-figures">
      {figures.map(([name, count]) => (
        <div key={name}>
          <dt className="quiet">{name}</dt>
          <dd className="numeric">{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
