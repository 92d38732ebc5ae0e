// A Trackier that answers at once, in a process of its own.
import { startUpstream } from './upstream.ts';

await startUpstream(Number(process.env['PORT']));
