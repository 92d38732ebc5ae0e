import { FaultSyntaxError, parseFaults } from './fault-parser.ts';
import type { FaultPlan } from './fault-plan.ts';
import { jsonFrom } from './json-value.ts';
import { jsonReply, type Reply } from './reply.ts';
import type { RequestLog } from './request-log.ts';

/** What the control routes work on. */
export interface Controls {
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  release(): void;
}

const NOTHING: Reply = { status: 204, headers: {}, body: '' };

/** Tells whether a path is one of the sandbox's own, which Trackier does not have. */
export function isControlPath(path: string): boolean {
  return path.startsWith('/sandbox/');
}

/** Answers a control route. They need no key: the sandbox is a toy on this machine's own loopback. */
export function controlReply(method: string, path: string, body: string, controls: Controls): Reply {
  switch (`${method} ${path}`) {
    case 'POST /sandbox/faults':
      return setFaults(body, controls);
    case 'GET /sandbox/faults':
      return jsonReply(200, controls.faults.pending());
    case 'DELETE /sandbox/faults':
      controls.faults.replace([]);
      return NOTHING;
    case 'POST /sandbox/release':
      controls.release();
      return NOTHING;
    case 'GET /sandbox/requests':
      return jsonReply(200, controls.log.list());
    case 'DELETE /sandbox/requests':
      controls.log.clear();
      return NOTHING;
    default:
      return jsonReply(404, { message: `The sandbox has no ${method} ${path}` });
  }
}

function setFaults(body: string, { faults }: Controls): Reply {
  try {
    faults.replace(parseFaults(jsonFrom(body)));
    return NOTHING;
  } catch (error) {
    if (error instanceof FaultSyntaxError) return jsonReply(400, { message: error.message });
    throw error;
  }
}
