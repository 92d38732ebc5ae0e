// `npm run screenshots`: makes the pictures in docs/assets, of a gateway and a sandbox of its own. Takes two minutes.
import { mkdir } from 'node:fs/promises';
import { shootConsole } from './console.ts';
import { shootGraphiQL } from './graphiql.ts';
import { onStage } from './stage.ts';

const folder = new URL('../../docs/assets/', import.meta.url).pathname;
await mkdir(folder, { recursive: true });
await onStage(stage => shootGraphiQL(stage, folder));
await onStage(stage => shootConsole(stage, folder));
