import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageHeaders } from './security-headers.ts';
import { createStaticFile, keptForGood, type StaticFile, sendStaticFile } from './static-file.ts';

/** The ready-made operations, in the order of their tabs. */
const operationNames = [
  'import-conversions',
  'follow-import-job',
  'import-job',
  'import-jobs',
  'create-bulk-import',
  'viewer',
];

interface GraphiQLFiles {
  readonly page: string;
  /** By path. A path holds a hash of the content, so browsers may keep it for good. */
  readonly assets: ReadonlyMap<string, StaticFile>;
}

/** GraphiQL, served from here with all its parts; nothing is loaded from another host, and no script is inline. */
export interface GraphiQL {
  readonly isPageRequest: (request: IncomingMessage) => boolean;
  readonly sendPage: (response: ServerResponse) => Promise<void>;
  /** Under `/graphiql/`; false when there is no such file. */
  readonly sendAsset: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  // The editor writes its theme as style elements, knows no nonce for them, and positions its text with style attributes.
  // What a style could load or send, the other directives forbid.
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Its nine megabytes are read when somebody first opens it, not when the gateway starts. */
export function createGraphiQL(): GraphiQL {
  let loading: Promise<GraphiQLFiles> | null = null;
  const load = (): Promise<GraphiQLFiles> => {
    loading ??= loadFiles();
    return loading;
  };

  return {
    isPageRequest: ({ method, headers }) => method === 'GET' && (headers.accept ?? '').includes('text/html'),
    async sendPage(response) {
      const { page } = await load();
      response.writeHead(200, pageHeaders(contentSecurityPolicy));
      response.end(page);
    },
    async sendAsset(request, response) {
      const asset = (await load()).assets.get(request.url ?? '');
      if (!asset) return false;
      sendStaticFile(request, response, asset, keptForGood);
      return true;
    },
  };
}

const scriptType = 'text/javascript; charset=utf-8';

async function loadFiles(): Promise<GraphiQLFiles> {
  const parts = await import('@graphql-yoga/render-graphiql/graphiql');
  const assets = new Map<string, StaticFile>();
  const add = async (name: string, type: string, content: string): Promise<string> => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const path = `/graphiql/${name.replace('.', `.${hash}.`)}`;
    assets.set(path, await createStaticFile(type, content));
    return path;
  };
  const [css, js, editorWorkerService, json, graphql] = await Promise.all([
    add('graphiql.css', 'text/css; charset=utf-8', parts.css),
    add('graphiql.js', scriptType, parts.js),
    add('editor.worker.js', scriptType, parts.editorWorkerService),
    add('json.worker.js', scriptType, parts.jsonWorker),
    add('graphql.worker.js', scriptType, teachJSONObject(parts.graphqlWorker)),
  ]);
  const boot = await add('boot.js', scriptType, bootScript({ editorWorkerService, json, graphql }, await readTabs()));
  return { page: renderPage(css, [js, boot], parts.favicon), assets };
}

/** The editor takes a scalar that it does not know for a plain value, and underlines JSON objects in red. */
const teachJSONObject = (worker: string): string =>
  worker.replace('scalarSchemas: schema.customScalarSchemas', 'scalarSchemas: { JSONObject: { type: "object" } }');

const read = (file: string): Promise<string> => readFile(new URL(`../operations/${file}`, import.meta.url), 'utf8');

async function readTabs(): Promise<{ query: string; variables: string | null }[]> {
  return Promise.all(
    operationNames.map(async name => ({
      query: await read(`${name}.graphql`),
      variables: await read(`${name}.variables.json`).catch(() => null),
    })),
  );
}

function bootScript(workers: Record<string, string>, defaultTabs: object): string {
  const options = {
    endpoint: '/graphql',
    title: 'Trackier gateway',
    defaultTabs,
    defaultEditorToolsVisibility: 'variables',
    isHeadersEditorEnabled: true,
    // What is written there is a token, and does not belong in the browser's storage.
    shouldPersistHeaders: false,
    // It would subscribe by GET, which CSRF prevention refuses where the browser does not say whose page it is.
    method: 'POST',
  };
  // GraphiQL forgets the variables of the first tab that it makes. Later it adds an empty tab unless it is told to begin
  // with what a stored one holds. An operation that the console hands over stands in the fragment, which no server sees; it
  // is in nobody's way in the address once it has a tab.
  return `const workers = ${JSON.stringify(workers)};
const options = ${JSON.stringify(options)};
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_module, label) => workers[label] };
const fragment = new URLSearchParams(location.hash.slice(1));
const handedOver = fragment.has('query') && { query: fragment.get('query'), variables: fragment.get('variables') };
if (handedOver) {
  history.replaceState(history.state, '', location.pathname + location.search);
  options.defaultTabs.unshift(handedOver);
}
let stored = null;
try {
  stored = JSON.parse(localStorage.getItem('graphiql:tabState'));
} catch {}
const active = handedOver || stored?.tabs?.[stored.activeTabIndex];
if (active) options.query = active.query ?? '';
options.variables = (active || options.defaultTabs[0]).variables ?? '';
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), options);
`;
}

const renderPage = (css: string, scripts: readonly string[], favicon: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Trackier GraphQL gateway</title>
    <link rel="icon" href="${favicon}" />
    <link rel="stylesheet" href="${css}" />
  </head>
  <body id="body" class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
    ${scripts.map(src => `<script src="${src}"></script>`).join('\n    ')}
  </body>
</html>
`;
