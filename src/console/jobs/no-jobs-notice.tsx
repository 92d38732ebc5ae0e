import { Notice } from '../ui/notice.tsx';

/** That the key may not read jobs, and that it does not matter for imports. */
export function NoJobsNotice() {
  return (
    <div className="panel-body">
      <Notice tone="quiet" title="This key may not read Trackier's jobs">
        <p>
          Imports work all the same; only what became of them has to be looked up in Trackier itself. To see it here,
          ask the network to allow the Jobs API for the key. The gateway tries again after a minute.
        </p>
      </Notice>
    </div>
  );
}
