import { Fragment } from 'react';
import type { CandidateJobsQuery, ImportJobState } from '../../operations/generated/graphql.ts';
import { Field } from '../ui/field.tsx';
import { Moment } from '../ui/moment.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Choice, ChoiceList } from './choice.tsx';
import { JobFigures } from './job-log.tsx';
import type { ResolveChoice } from './resolve-choice.ts';

type Jobs = NonNullable<CandidateJobsQuery['bulkImport']>['batches']['edges'][number]['node']['candidateJobs'];

interface CandidateJobsProps {
  /** null: Trackier does not let them be read; undefined: not known. */
  readonly jobs: Jobs | undefined;
  readonly isReading: boolean;
  readonly choice: ResolveChoice | null;
  readonly onChoose: (choice: ResolveChoice) => void;
  readonly typedId: string;
  readonly onType: (typedId: string) => void;
  readonly canSendAgain: boolean;
}

/** The jobs that may have carried a batch, to choose from. */
export function CandidateJobs({ jobs, isReading, choice, onChoose, canSendAgain, ...props }: CandidateJobsProps) {
  if (isReading) return <Skeleton lines={4} />;
  return (
    <>
      <JobsRemark jobs={jobs} />
      <ChoiceList legend="What do you know?">
        {jobs?.map(({ id, state, createdAt }) => (
          <Fragment key={id}>
            <Choice
              type="radio"
              name="fate"
              title={<>Job {id} carried it</>}
              hint={
                <>
                  {createdAt !== null && (
                    <>
                      Made <Moment at={createdAt} />,{' '}
                    </>
                  )}
                  {jobWords[state]}
                </>
              }
              isChosen={choice?.kind === 'job' && choice.jobId === id}
              onChange={() => onChoose({ kind: 'job', jobId: id })}
            />
            {choice?.kind === 'job' && choice.jobId === id && <JobFigures jobId={id} />}
          </Fragment>
        ))}
        <Choice
          type="radio"
          name="fate"
          title={jobs && jobs.length > 0 ? 'Another job carried it' : 'A job carried it'}
          hint="You found it in Trackier and have its id."
          isChosen={choice?.kind === 'other-job'}
          onChange={() => onChoose({ kind: 'other-job' })}
        />
        {choice?.kind === 'other-job' && <JobIdField {...props} />}
        {canSendAgain && (
          <Choice
            type="radio"
            name="fate"
            title="It did not arrive: send it again"
            hint="You looked in Trackier, and none of its jobs has these rows."
            isChosen={choice?.kind === 'not-arrived'}
            onChange={() => onChoose({ kind: 'not-arrived' })}
          />
        )}
      </ChoiceList>
      {!canSendAgain && <p className="quiet">The import was cancelled, so the batch cannot be sent again.</p>}
    </>
  );
}

function JobIdField({ typedId, onType }: Pick<CandidateJobsProps, 'typedId' | 'onType'>) {
  return (
    <Field label="The job’s id" hint="As Trackier shows it.">
      {field => (
        <input
          {...field}
          autoComplete="off"
          spellCheck={false}
          value={typedId}
          onChange={({ target }) => onType(target.value)}
        />
      )}
    </Field>
  );
}

function JobsRemark({ jobs }: Pick<CandidateJobsProps, 'jobs'>) {
  if (jobs && jobs.length > 0) return null;
  return (
    <p className="quiet">
      {jobs
        ? 'Trackier lists no job that may have carried it. It lists its latest 50 only, so this proves nothing: look in Trackier.'
        : 'Trackier’s jobs cannot be read from here. Look in Trackier itself.'}
    </p>
  );
}

const jobWords: Readonly<Record<ImportJobState, string>> = {
  PENDING: 'waiting at Trackier',
  PROGRESS: 'in progress',
  COMPLETED: 'completed',
  FAILED: 'failed',
  UNKNOWN: 'in a state that is not known',
};
